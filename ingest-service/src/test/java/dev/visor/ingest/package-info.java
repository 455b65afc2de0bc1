@NullMarked
package dev.visor.ingest;

import org.jspecify.annotations.NullMarked;
