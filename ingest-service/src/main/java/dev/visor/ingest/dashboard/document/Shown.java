package dev.visor.ingest.dashboard.document;

import dev.visor.contracts.Sha256;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Pictures with boxes that detectors reported and missed. */
public final class Shown {
    private Shown() {}

    /** A picture of the judged split. */
    public record Picture(
            Sha256 digest, String file, int width, int height, SortedMap<String, String> tags, List<Label> labels) {}

    /** A labelled box: x, y, width, height. */
    public record Label(String className, double[] box, boolean demanded) {}

    /** What a box is. */
    public enum Kind {
        RIGHT,
        MISSED,
        FALSE_ALARM,
        BADLY_PLACED,
        WRONG_CLASS,
        DUPLICATE
    }

    /** A box of a detector, or a label that it missed. */
    public record Box(
            Kind kind,
            String className,
            double[] box,
            @Nullable Double score,
            @Nullable String labelled) {}

    /** A picture on which a model does much wrong. */
    public record Worst(Picture picture, int errors, List<Box> boxes) {}

    /** A picture on which one of two does more wrong. */
    public record Pair(Picture picture, int errorsMore, List<Box> first, List<Box> second) {}
}
