/** Measures variants: accuracy on the judged split, latency beside the baseline, memory and size. */
@NullMarked
package dev.visor.evaluation.run;

import org.jspecify.annotations.NullMarked;
