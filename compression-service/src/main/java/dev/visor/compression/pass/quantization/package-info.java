/** Passes that store and compute in integers. */
@NullMarked
package dev.visor.compression.pass.quantization;

import org.jspecify.annotations.NullMarked;
