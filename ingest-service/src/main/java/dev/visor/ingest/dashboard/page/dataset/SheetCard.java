package dev.visor.ingest.dashboard.page.dataset;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a dataset with its boxes drawn.
 *
 * @param image the picture
 * @param marks its boxes
 * @param notes what was found about it: the first finding of each rule, and how many more there are of it
 */
public record SheetCard(LabelledImage image, List<Mark> marks, List<String> notes) {
    /** How many colours there are; classes beyond share them. */
    static final int LOOKS = 8;

    /** Boxes drawn of one picture; more are a crowd that nobody can look at. */
    static final int MAX_MARKS = 200;

    /**
     * A box.
     *
     * @param box where
     * @param name its class
     * @param look its colour
     * @param doubtful whether a finding is about it
     */
    public record Mark(LabelledBox box, String name, int look, boolean doubtful) {}

    /**
     * Draws a picture.
     *
     * @param asked findings of this rule come first
     */
    static SheetCard of(LabelledImage image, List<String> classes, List<Finding> findings, @Nullable Rule asked) {
        Set<LabelledBox> doubtful =
                findings.stream().map(Finding::box).filter(Objects::nonNull).collect(Collectors.toSet());
        return new SheetCard(
                image,
                image.boxes().stream()
                        .limit(MAX_MARKS)
                        .map(box -> new Mark(
                                box, classes.get(box.category()), box.category() % LOOKS, doubtful.contains(box)))
                        .toList(),
                notes(findings, asked));
    }

    private static List<String> notes(List<Finding> findings, @Nullable Rule asked) {
        Map<Rule, List<Finding>> byRule = findings.stream()
                .sorted(Comparator.comparing(f -> f.rule() != asked))
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
        return byRule.values().stream()
                .map(of -> of.getFirst().message() + (of.size() == 1 ? "" : " (and %d more)".formatted(of.size() - 1)))
                .toList();
    }
}
