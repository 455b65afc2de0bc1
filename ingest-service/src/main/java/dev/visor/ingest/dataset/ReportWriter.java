package dev.visor.ingest.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.JudgedSplit;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.ParsedDataset;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up an import, and refuses what nothing can be judged on. */
final class ReportWriter {
    private ReportWriter() {}

    /**
     * The report.
     *
     * @param quality doubtful labels
     * @param allFindings the document of all findings
     *
     * @throws VisorException {@code INVALID_DATASET} if there is no judged split or it has no boxes
     */
    static ImportReport write(
            ParsedDataset parsed, DatasetManifest manifest, List<Finding> quality, Sha256 allFindings) {
        JudgedSplit judged = manifest.judgedSplit()
                .orElseThrow(() -> refused(
                        parsed,
                        "no split to judge on: neither 'promotion' nor 'val' has a readable picture; the dataset has %s"
                                .formatted(counts(manifest))));
        int judgedBoxes =
                judged.images().stream().mapToInt(i -> i.boxes().size()).sum();
        if (judgedBoxes == 0) {
            throw refused(
                    parsed,
                    "no labelled box in the %d pictures of split '%s', so nothing can be judged on it"
                            .formatted(judged.images().size(), judged.split().word()));
        }
        return new ImportReport(
                parsed.layout(),
                judged.split().word(),
                manifest.calibrationSplit().map(s -> s.split().word()).orElse(null),
                splits(manifest),
                classes(manifest),
                byRule(parsed.findings()),
                byRule(quality),
                parsed.duplicates(),
                allFindings,
                (int) parsed.findings().stream().filter(Finding::leftOut).count(),
                parsed.findings().stream()
                        .filter(Finding::leftOut)
                        .limit(ImportReport.MAX_LEFT_OUT)
                        .toList());
    }

    private static Map<String, ImportReport.SplitCounts> splits(DatasetManifest manifest) {
        Map<String, ImportReport.SplitCounts> splits = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            List<LabelledImage> images = manifest.split(split);
            if (!images.isEmpty()) {
                splits.put(
                        split.word(),
                        new ImportReport.SplitCounts(
                                images.size(),
                                (int) images.stream()
                                        .filter(LabelledImage::labelled)
                                        .count(),
                                images.stream().mapToInt(i -> i.boxes().size()).sum()));
            }
        }
        return splits;
    }

    private static List<ImportReport.ClassCounts> classes(DatasetManifest manifest) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        manifest.classes().forEach(name -> counts.add(new LinkedHashMap<>()));
        for (LabelledImage image : manifest.images()) {
            image.boxes()
                    .forEach(box ->
                            counts.get(box.category()).merge(image.split().word(), 1, Integer::sum));
        }
        List<ImportReport.ClassCounts> classes = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            classes.add(new ImportReport.ClassCounts(manifest.classes().get(i), counts.get(i)));
        }
        return classes;
    }

    private static List<ImportReport.RuleFindings> byRule(List<Finding> findings) {
        return Arrays.stream(Rule.values())
                .map(rule -> findings.stream().filter(f -> f.rule() == rule).toList())
                .filter(list -> !list.isEmpty())
                .map(list -> new ImportReport.RuleFindings(
                        list.getFirst().rule(),
                        list.size(),
                        list.stream().limit(ImportReport.EXAMPLES).toList()))
                .toList();
    }

    private static String counts(DatasetManifest manifest) {
        Map<String, ImportReport.SplitCounts> splits = splits(manifest);
        return splits.isEmpty()
                ? "none"
                : splits.entrySet().stream()
                        .map(e -> "%d in '%s'".formatted(e.getValue().images(), e.getKey()))
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow();
    }

    private static VisorException refused(ParsedDataset parsed, String why) {
        List<String> first = parsed.findings().stream()
                .limit(50)
                .map(f -> f.line() > 0
                        ? "%s line %d: %s".formatted(f.file(), f.line(), f.message())
                        : "%s: %s".formatted(f.file(), f.message()))
                .toList();
        return new VisorException(ErrorCode.INVALID_DATASET, "the dataset has " + why, first, null);
    }
}
