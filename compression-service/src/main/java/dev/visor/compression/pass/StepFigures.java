package dev.visor.compression.pass;

import dev.visor.compression.trial.Accuracy;
import dev.visor.compression.trial.DownloadSize;
import dev.visor.compression.trial.TrialBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a step changed, measured against the step before.
 *
 * @param before accuracy before the step; null if it wasn't asked
 * @param after accuracy after it; null if it wasn't asked
 * @param timeRatio processor time of a run as a share of that before; null if nothing could be timed
 * @param downloadRatio bytes of the download as a share of those before
 */
record StepFigures(
        @Nullable Accuracy before,
        @Nullable Accuracy after,
        @Nullable Double timeRatio,
        double downloadRatio) {
    private static final double POINTS = 100;

    /** Accuracy, which takes a minute, only where a condition asks for it. */
    static StepFigures measure(@Nullable TrialBench bench, Acceptance accept, byte[] before, byte[] after) {
        double downloads = (double) DownloadSize.of(after).bytes()
                / Math.max(1, DownloadSize.of(before).bytes());
        if (bench == null) {
            return new StepFigures(null, null, null, downloads);
        }
        boolean accuracy = accept.asksAccuracy();
        return new StepFigures(
                accuracy ? bench.accuracy(before) : null,
                accuracy ? bench.accuracy(after) : null,
                bench.timeRatio(after, before),
                downloads);
    }

    /** AP points lost, NaN if unknown. */
    double drop() {
        return before == null || after == null ? Double.NaN : POINTS * (before.ap() - after.ap());
    }

    /** AP50 points lost, NaN if unknown. */
    double drop50() {
        return before == null || after == null ? Double.NaN : POINTS * (before.ap50() - after.ap50());
    }

    /** Share of the time, NaN if unknown. */
    double time() {
        return timeRatio == null ? Double.NaN : timeRatio;
    }

    /** Why the step isn't kept: what is too much, then all else that was measured; null if all conditions are met. */
    @Nullable
    String refusal(Acceptance accept) {
        List<String> unmet = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            Double limit = accept.limits().get(condition);
            double value = condition.measured(this);
            // NaN meets no limit.
            if (limit != null && !(value <= limit)) {
                unmet.add(condition.refuses(value, limit));
            } else if (!Double.isNaN(value)) {
                others.add(condition.says(value));
            }
        }
        if (unmet.isEmpty()) {
            return null;
        }
        unmet.addAll(others);
        return String.join("; ", unmet);
    }

    /** For the report: AP from 0 to 1, and ratios. */
    Map<String, Double> byName() {
        Map<String, Double> figures = new TreeMap<>();
        if (before != null && after != null) {
            figures.put("apBefore", before.ap());
            figures.put("apAfter", after.ap());
            figures.put("ap50Before", before.ap50());
            figures.put("ap50After", after.ap50());
        }
        if (timeRatio != null) {
            figures.put("timeRatio", timeRatio);
        }
        figures.put("downloadRatio", downloadRatio);
        return figures;
    }
}
