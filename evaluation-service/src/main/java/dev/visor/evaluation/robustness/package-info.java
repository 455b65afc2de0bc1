/** Pictures as bad weather, darkness and bad cameras would give them, and how much of a detector's accuracy they cost. */
@NullMarked
package dev.visor.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
