/** Experiments: curves of accuracy against cost, a recipe a point, measured one after the other. */
@NullMarked
package dev.visor.compression.experiment;

import org.jspecify.annotations.NullMarked;
