/** Recipes as they stand: those that Visor brings and those that users put. */
@NullMarked
package dev.visor.compression.recipe;

import org.jspecify.annotations.NullMarked;
