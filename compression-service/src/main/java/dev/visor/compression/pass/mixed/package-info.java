/** Mixed precision: which nodes of a quantised graph are worth their floats. */
@NullMarked
package dev.visor.compression.pass.mixed;

import org.jspecify.annotations.NullMarked;
