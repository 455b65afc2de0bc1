package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A YOLO label file: a line for each box, {@code class cx cy w h} as fractions of the picture, or a polygon
 * {@code class x1 y1 x2 y2 x3 y3 …}. An empty file says that nothing is in the picture.
 */
record YoloLabels(DatasetFolder folder, Path file, int classes) implements LabelSource {
    @Override
    public Optional<List<LabelledBox>> read(int width, int height, List<Finding> findings) {
        BoxClipper boxes = new BoxClipper(width, height, folder.name(file), findings);
        String text;
        try {
            text = folder.text(file);
        } catch (VisorException e) {
            boxes.report(0, Rule.MALFORMED_LABEL, e.detail() + "; the picture counts as unlabelled", true);
            return Optional.empty();
        }
        int line = 0;
        for (String content : text.lines().toList()) {
            line++;
            if (!content.isBlank()) {
                readLine(content.strip().split("\\s+"), line, width, height, boxes);
            }
        }
        return Optional.of(boxes.boxes());
    }

    private void readLine(String[] fields, int line, int width, int height, BoxClipper boxes) {
        double[] values = new double[fields.length];
        for (int i = 0; i < fields.length; i++) {
            try {
                values[i] = Double.parseDouble(fields[i]);
            } catch (NumberFormatException e) {
                boxes.report(
                        line,
                        Rule.MALFORMED_LABEL,
                        "'%s' is not a number; line left out".formatted(cut(fields[i])),
                        true);
                return;
            }
        }
        boolean polygon = fields.length >= 7 && fields.length % 2 == 1;
        if (fields.length != 5 && !polygon) {
            boxes.report(
                    line,
                    Rule.MALFORMED_LABEL,
                    "%d fields; a box has 5, a polygon 7, 9, 11 …; line left out".formatted(fields.length),
                    true);
            return;
        }
        if (values[0] != Math.rint(values[0]) || values[0] < 0 || values[0] >= classes) {
            boxes.report(
                    line,
                    Rule.UNKNOWN_CLASS,
                    "class %s is not one of 0 to %d; line left out".formatted(cut(fields[0]), classes - 1),
                    true);
            return;
        }
        int category = (int) values[0];
        if (polygon) {
            boxes.report(
                    line,
                    Rule.POLYGON,
                    "polygon of %d points where a box was expected; its enclosing box is taken"
                            .formatted(fields.length / 2),
                    false);
            boxes.add(line, enclosing(category, values, width, height));
        } else {
            boxes.add(
                    line,
                    LabelledBox.of(
                            category,
                            (values[1] - values[3] / 2) * width,
                            (values[2] - values[4] / 2) * height,
                            values[3] * width,
                            values[4] * height));
        }
    }

    private static LabelledBox enclosing(int category, double[] values, int width, int height) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < values.length; i += 2) {
            left = Math.min(left, values[i]);
            right = Math.max(right, values[i]);
            top = Math.min(top, values[i + 1]);
            bottom = Math.max(bottom, values[i + 1]);
        }
        return LabelledBox.of(category, left * width, top * height, (right - left) * width, (bottom - top) * height);
    }

    private static String cut(String word) {
        return word.length() > 40 ? word.substring(0, 40) + "…" : word;
    }
}
