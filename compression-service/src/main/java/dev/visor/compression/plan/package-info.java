/** Recipes: lists of passes from YAML, checked before they run. */
@NullMarked
package dev.visor.compression.plan;

import org.jspecify.annotations.NullMarked;
