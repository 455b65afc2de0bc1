package dev.visor.ingest.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way of an upload as steps: done, current, ended or still to come. */
final class Steps {
    private static final List<String> WAY = List.of("UPLOADED", "COMPRESSING", "EVALUATING", "PROMOTING", "PROMOTED");

    private Steps() {}

    /**
     * One step.
     *
     * @param name the stage, as people read it
     * @param state {@code done}, {@code current}, {@code good}, {@code bad} or {@code open}
     */
    public record Step(String name, String state) {}

    /** The steps of an upload in this stage. An upload that ended otherwise shows how instead of what it did not reach. */
    static List<Step> of(String stage) {
        List<Step> steps = new ArrayList<>();
        int at = WAY.indexOf(stage);
        if (at < 0) {
            steps.add(step("UPLOADED", "done"));
            if (!stage.equals("QUARANTINED")) {
                steps.add(step("COMPRESSING", "done"));
                steps.add(step("EVALUATING", "done"));
            }
            steps.add(step(stage, "bad"));
            return steps;
        }
        for (int i = 0; i < WAY.size(); i++) {
            String state = i < at ? "done" : i > at ? "open" : stage.equals("PROMOTED") ? "good" : "current";
            steps.add(step(WAY.get(i), state));
        }
        return steps;
    }

    private static Step step(String stage, String state) {
        return new Step(stage.charAt(0) + stage.substring(1).toLowerCase(Locale.ROOT), state);
    }
}
