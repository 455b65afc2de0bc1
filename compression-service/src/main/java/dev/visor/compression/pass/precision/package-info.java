/** Passes that store numbers in fewer bits of floating point. */
@NullMarked
package dev.visor.compression.pass.precision;

import org.jspecify.annotations.NullMarked;
