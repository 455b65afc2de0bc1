/** The pass interface, how passes are found and checked, and the runner that applies them one after another. */
@NullMarked
package dev.visor.compression.pass;

import org.jspecify.annotations.NullMarked;
