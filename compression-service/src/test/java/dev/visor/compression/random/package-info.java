/** Seeded graphs as nobody draws them by hand, to try passes on. */
@NullMarked
package dev.visor.compression.random;

import org.jspecify.annotations.NullMarked;
