/** Compression tasks: planned from uploads, run by workers, published as variants. */
@NullMarked
package dev.visor.compression.job;

import org.jspecify.annotations.NullMarked;
