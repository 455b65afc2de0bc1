/** Passes that merge operators into one. */
@NullMarked
package dev.visor.compression.pass.fusion;

import org.jspecify.annotations.NullMarked;
