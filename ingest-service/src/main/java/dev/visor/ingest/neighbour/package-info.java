/** Calls to the other services. */
@NullMarked
package dev.visor.ingest.neighbour;

import org.jspecify.annotations.NullMarked;
