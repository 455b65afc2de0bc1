/** Passes that let weights share few values, so that a file says which, not what. */
@NullMarked
package dev.visor.compression.pass.sharing;

import org.jspecify.annotations.NullMarked;
