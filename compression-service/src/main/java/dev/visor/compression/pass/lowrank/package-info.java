/** Passes that write convolutions and linear layers as products of lower rank. */
@NullMarked
package dev.visor.compression.pass.lowrank;

import org.jspecify.annotations.NullMarked;
