/** Verdicts on variants: the hearing of each is put together from what was seen and measured, and every gate speaks. */
@NullMarked
package dev.visor.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
