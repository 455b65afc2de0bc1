/** How detections are matched to labels, or to other detections, where one IoU is enough. No Spring. */
@NullMarked
package dev.visor.evaluation.metric.matching;

import org.jspecify.annotations.NullMarked;
