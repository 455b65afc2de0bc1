package dev.visor.ingest.dashboard.page.dataset;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures of a dataset are shown; null asks for nothing.
 *
 * @param split only of this split
 * @param category only with a box of this class
 * @param tag only with this tag, {@code name=value}
 * @param rule only with a finding of this rule
 */
public record SheetFilter(
        @Nullable Split split,
        @Nullable Integer category,
        @Nullable String tag,
        @Nullable Rule rule) {

    boolean keeps(LabelledImage image, List<Finding> findings) {
        return (split == null || image.split() == split)
                && (category == null || image.boxes().stream().anyMatch(b -> b.category() == category))
                && (tag == null || hasTag(image, tag))
                && (rule == null || findings.stream().anyMatch(f -> f.rule() == rule));
    }

    /** Names have no {@code =}; values may. */
    private static boolean hasTag(LabelledImage image, String tag) {
        int equals = tag.indexOf('=');
        return equals > 0 && tag.substring(equals + 1).equals(image.tags().get(tag.substring(0, equals)));
    }
}
