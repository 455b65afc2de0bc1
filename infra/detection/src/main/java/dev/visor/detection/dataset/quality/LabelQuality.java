package dev.visor.detection.dataset.quality;

import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labels that can be read and are doubtful all the same. Nothing is left out for it: a person should look. Crowds are
 * passed over.
 */
public final class LabelQuality {
    /** From this IoU on, boxes of two classes are of one object. */
    public static final double CONFLICT_IOU = 0.7;

    /** From this IoU on, two boxes of a class are one box drawn twice. */
    public static final double REPEATED_IOU = 0.9;

    /** A side below it, in pixels, is too short for a detector to say much. */
    public static final double TINY_SIDE = 8;

    /** Above it, the longer side divided by the shorter is more likely a slip than an object. */
    public static final double EXTREME_RATIO = 8;

    /** Boxes of a picture that are compared with each other; more in one picture is noise of its own. */
    private static final int MAX_COMPARED = 4000;

    private LabelQuality() {}

    /** Findings in the order of the pictures, those about classes first. */
    public static List<Finding> inspect(DatasetManifest dataset) {
        List<Finding> findings = new ArrayList<>();
        classes(dataset, findings);
        for (LabelledImage image : dataset.images()) {
            if (image.labelled() && image.boxes().isEmpty()) {
                findings.add(Finding.of(
                        image.file(), Rule.EMPTY_PICTURE, "labelled without a box: background, or forgotten", null));
            }
            List<LabelledBox> boxes =
                    image.boxes().stream().filter(b -> !b.crowd()).toList();
            boxes.forEach(box -> shape(image.file(), box, dataset.classes(), findings));
            overlaps(image.file(), boxes, dataset.classes(), findings);
        }
        return findings;
    }

    private static void shape(String file, LabelledBox box, List<String> classes, List<Finding> findings) {
        double shorter = Math.min(box.width(), box.height());
        double ratio = Math.max(box.width(), box.height()) / shorter;
        if (shorter < TINY_SIDE) {
            findings.add(Finding.of(
                    file,
                    Rule.TINY_BOX,
                    "%s is %s × %s pixels; a side below %s pixels is hardly seen"
                            .formatted(
                                    classes.get(box.category()),
                                    number(box.width()),
                                    number(box.height()),
                                    number(TINY_SIDE)),
                    box));
        }
        if (ratio > EXTREME_RATIO) {
            findings.add(Finding.of(
                    file,
                    Rule.EXTREME_SHAPE,
                    "%s is %s × %s pixels, sides of 1 to %s; above 1 to %s is more likely a slip"
                            .formatted(
                                    classes.get(box.category()),
                                    number(box.width()),
                                    number(box.height()),
                                    number(ratio),
                                    number(EXTREME_RATIO)),
                    box));
        }
    }

    /** Boxes by their left edges: one that begins right of another's end overlaps it no more, nor do those behind. */
    private static void overlaps(String file, List<LabelledBox> all, List<String> classes, List<Finding> findings) {
        List<LabelledBox> boxes = all.stream()
                .limit(MAX_COMPARED)
                .sorted(Comparator.comparingDouble(LabelledBox::x))
                .toList();
        for (int i = 0; i < boxes.size(); i++) {
            LabelledBox box = boxes.get(i);
            for (int j = i + 1; j < boxes.size() && boxes.get(j).x() < box.x() + box.width(); j++) {
                LabelledBox other = boxes.get(j);
                double iou = box.iou(other);
                boolean oneClass = box.category() == other.category();
                if (iou < (oneClass ? REPEATED_IOU : CONFLICT_IOU)) {
                    continue;
                }
                findings.add(Finding.of(
                        file,
                        oneClass ? Rule.NEARLY_REPEATED_BOX : Rule.CLASS_CONFLICT,
                        oneClass
                                ? String.format(
                                        Locale.ROOT, "%s is drawn twice, IoU %.2f", classes.get(box.category()), iou)
                                : String.format(
                                        Locale.ROOT,
                                        "one object is %s and %s, IoU %.2f",
                                        classes.get(box.category()),
                                        classes.get(other.category()),
                                        iou),
                        other));
            }
        }
    }

    private static void classes(DatasetManifest dataset, List<Finding> findings) {
        Map<Split, int[]> counts = new EnumMap<>(Split.class);
        int[] total = new int[dataset.classes().size()];
        for (LabelledImage image : dataset.images()) {
            if (image.labelled()) {
                int[] count = counts.computeIfAbsent(image.split(), k -> new int[total.length]);
                image.boxes().forEach(box -> {
                    count[box.category()]++;
                    total[box.category()]++;
                });
            }
        }
        for (int category = 0; category < total.length; category++) {
            String name = dataset.classes().get(category);
            if (total[category] == 0) {
                findings.add(new Finding(
                        ".",
                        0,
                        Rule.UNUSED_CLASS,
                        "no box is of class '%s'; nothing is said about it".formatted(name),
                        false));
                continue;
            }
            for (Map.Entry<Split, int[]> split : counts.entrySet()) {
                if (split.getValue()[category] == 0) {
                    findings.add(new Finding(
                            split.getKey().word(),
                            0,
                            Rule.CLASS_MISSING_IN_SPLIT,
                            "split %s has no box of class '%s', other splits have %d"
                                    .formatted(split.getKey().word(), name, total[category]),
                            false));
                }
            }
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
