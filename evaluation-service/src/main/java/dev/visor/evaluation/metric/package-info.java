/**
 * Metrics of detectors, one file each: pure functions of {@link dev.visor.detection.accuracy.Observations}. No Spring. What
 * each means and how it differs from other tools' is in {@code infra/docs/metrics.md}.
 */
@NullMarked
package dev.visor.evaluation.metric;

import org.jspecify.annotations.NullMarked;
