/** Passes that change how a graph is written but not what it computes. */
@NullMarked
package dev.visor.compression.pass.cleanup;

import org.jspecify.annotations.NullMarked;
