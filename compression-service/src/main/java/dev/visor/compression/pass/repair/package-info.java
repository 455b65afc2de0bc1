/** Passes that win back what 8 bits cost, without gradients and without labels. */
@NullMarked
package dev.visor.compression.pass.repair;

import org.jspecify.annotations.NullMarked;
