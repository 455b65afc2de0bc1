@NullMarked
package dev.visor.ingest.intake;

import org.jspecify.annotations.NullMarked;
