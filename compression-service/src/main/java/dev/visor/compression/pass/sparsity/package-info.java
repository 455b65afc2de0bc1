/** Passes that set single weights to zero. */
@NullMarked
package dev.visor.compression.pass.sparsity;

import org.jspecify.annotations.NullMarked;
