/** Experiments at the address where people work. */
@NullMarked
package dev.visor.ingest.experiment;

import org.jspecify.annotations.NullMarked;
