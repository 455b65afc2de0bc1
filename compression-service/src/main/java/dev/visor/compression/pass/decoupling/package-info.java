/** Passes that write convolutions as depthwise and pointwise ones. */
@NullMarked
package dev.visor.compression.pass.decoupling;

import org.jspecify.annotations.NullMarked;
