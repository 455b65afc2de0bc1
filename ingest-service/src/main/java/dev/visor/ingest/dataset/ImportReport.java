package dev.visor.ingest.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Layout;
import dev.visor.detection.dataset.Rule;
import dev.visor.detection.dataset.duplicate.Duplicates;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import found.
 *
 * @param layout how the archive was laid out
 * @param judgedSplit the split that verdicts are based on
 * @param calibrationSplit the split that calibration may see; null if there is none
 * @param splits by split, in words
 * @param classes labelled boxes by class, in the dataset's order
 * @param findings problems by rule
 * @param quality labels that can be read and are doubtful, by rule; null in imports of before they were looked at
 * @param duplicates pictures that are there more than once; null in imports of before they were counted
 * @param allFindings the document of all findings in the artefact store, at most {@value #MAX_FINDINGS}; null in imports of
 *     before it was kept
 * @param leftOutCount how many boxes and pictures were left out
 * @param leftOut each of them with the reason, at most {@value #MAX_LEFT_OUT}
 */
record ImportReport(
        Layout layout,
        String judgedSplit,
        @Nullable String calibrationSplit,
        Map<String, SplitCounts> splits,
        List<ClassCounts> classes,
        List<RuleFindings> findings,
        @Nullable List<RuleFindings> quality,
        @Nullable Duplicates duplicates,
        @Nullable Sha256 allFindings,
        int leftOutCount,
        List<Finding> leftOut) {
    static final int MAX_LEFT_OUT = 10_000;
    static final int MAX_FINDINGS = 100_000;
    static final int EXAMPLES = 20;

    /**
     * One split.
     *
     * @param images usable pictures
     * @param labelled those that somebody labelled
     * @param boxes labelled boxes
     */
    record SplitCounts(int images, int labelled, int boxes) {}

    /**
     * One class.
     *
     * @param name the class
     * @param boxes by split, in words
     */
    record ClassCounts(String name, Map<String, Integer> boxes) {}

    /**
     * The findings of one rule.
     *
     * @param rule which rule
     * @param count how many
     * @param examples the first {@value ImportReport#EXAMPLES}
     */
    record RuleFindings(Rule rule, int count, List<Finding> examples) {}

    /** How many problems there are in all. */
    int count() {
        return findings.stream().mapToInt(RuleFindings::count).sum();
    }

    /** Labelled boxes in all. */
    int boxes() {
        return splits.values().stream().mapToInt(SplitCounts::boxes).sum();
    }

    /** Usable pictures in all. */
    int images() {
        return splits.values().stream().mapToInt(SplitCounts::images).sum();
    }
}
