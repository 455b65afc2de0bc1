/** Which kinds of error cost how much average precision (TIDE). No Spring. */
@NullMarked
package dev.visor.evaluation.metric.tide;

import org.jspecify.annotations.NullMarked;
