package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects the boxes of one picture: cut at the border, without area and repeats left out, each fault named. */
final class BoxClipper {
    /** Rounding in label files, in pixels; less isn't worth a word. */
    private static final double TOLERANCE = 0.01;

    private final int width;
    private final int height;
    private final String file;
    private final List<Finding> findings;
    private final List<LabelledBox> boxes = new ArrayList<>();

    BoxClipper(int width, int height, String file, List<Finding> findings) {
        this.width = width;
        this.height = height;
        this.file = file;
        this.findings = findings;
    }

    /** Takes a box as labelled, its own area if none is given. */
    void add(int line, LabelledBox box) {
        if (!(Double.isFinite(box.x())
                && Double.isFinite(box.y())
                && Double.isFinite(box.width())
                && Double.isFinite(box.height()))) {
            report(line, Rule.MALFORMED_LABEL, "box has a value that is not a number; left out", true);
            return;
        }
        if (box.width() <= 0 || box.height() <= 0) {
            report(line, Rule.EMPTY_BOX, words(box) + " has no area; left out", true);
            return;
        }
        double left = Math.max(0, box.x());
        double top = Math.max(0, box.y());
        double right = Math.min(width, box.x() + box.width());
        double bottom = Math.min(height, box.y() + box.height());
        if (right - left <= TOLERANCE || bottom - top <= TOLERANCE) {
            report(
                    line,
                    Rule.OUTSIDE_IMAGE,
                    "%s is outside of the picture of %d × %d; left out".formatted(words(box), width, height),
                    true);
            return;
        }
        double cut = Math.max(
                Math.max(left - box.x(), top - box.y()),
                Math.max(box.x() + box.width() - right, box.y() + box.height() - bottom));
        LabelledBox inside = box;
        if (cut > 0) {
            double share = (right - left) * (bottom - top) / (box.width() * box.height());
            inside = new LabelledBox(
                    box.category(),
                    left,
                    top,
                    right - left,
                    bottom - top,
                    box.area() * share,
                    box.crowd(),
                    box.ignore());
        }
        if (cut > TOLERANCE) {
            report(
                    line,
                    Rule.OUTSIDE_IMAGE,
                    String.format(
                            Locale.ROOT,
                            "%s runs past the border of %d × %d by %s pixels, %.0f %% of it lie outside; cut",
                            words(box),
                            width,
                            height,
                            number(cut),
                            100 * (1 - inside.width() * inside.height() / (box.width() * box.height()))),
                    false);
        }
        if (boxes.contains(inside)) {
            report(line, Rule.REPEATED_BOX, words(box) + " is there twice; one is left out", true);
            return;
        }
        boxes.add(inside);
    }

    void report(int line, Rule rule, String message, boolean leftOut) {
        findings.add(new Finding(file, line, rule, message, leftOut));
    }

    List<LabelledBox> boxes() {
        return boxes;
    }

    private static String words(LabelledBox box) {
        return "box %s,%s %s×%s".formatted(number(box.x()), number(box.y()), number(box.width()), number(box.height()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
