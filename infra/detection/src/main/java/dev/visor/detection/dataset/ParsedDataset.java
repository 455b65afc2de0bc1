package dev.visor.detection.dataset;

import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.duplicate.Duplicates;
import java.util.List;

/**
 * A dataset as it was understood.
 *
 * @param layout how the folder is laid out
 * @param classes category names; boxes refer to them by index
 * @param images readable pictures, sorted by split, then by file
 * @param findings every fault, sorted by file and line
 * @param duplicates pictures that are there more than once
 */
public record ParsedDataset(
        Layout layout, List<String> classes, List<ParsedImage> images, List<Finding> findings, Duplicates duplicates) {
    public ParsedDataset {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
        findings = List.copyOf(findings);
    }

    /** Pictures of one split, in order. */
    public List<ParsedImage> split(Split split) {
        return images.stream().filter(i -> i.split() == split).toList();
    }

    /** Findings of one rule, in order. */
    public List<Finding> findings(Rule rule) {
        return findings.stream().filter(f -> f.rule() == rule).toList();
    }
}
