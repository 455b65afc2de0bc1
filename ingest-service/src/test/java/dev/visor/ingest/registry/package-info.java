@NullMarked
package dev.visor.ingest.registry;

import org.jspecify.annotations.NullMarked;
