package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.LabelledBox;

/**
 * The smallest upright rectangle around points. Left is above right and top above bottom if there is no point.
 *
 * @param left in pixels
 * @param top in pixels
 * @param right in pixels
 * @param bottom in pixels
 */
record Enclosure(double left, double top, double right, double bottom) {
    static final Enclosure NOTHING = new Enclosure(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** With one point more; NaN stays NaN. */
    Enclosure with(double x, double y) {
        return new Enclosure(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
    }

    /** Around this rectangle turned clockwise about a point. */
    Enclosure turned(double degrees, double aboutX, double aboutY) {
        double sin = Math.sin(Math.toRadians(degrees));
        double cos = Math.cos(Math.toRadians(degrees));
        Enclosure turned = NOTHING;
        for (double x : new double[] {left, right}) {
            for (double y : new double[] {top, bottom}) {
                turned = turned.with(
                        aboutX + (x - aboutX) * cos - (y - aboutY) * sin,
                        aboutY + (x - aboutX) * sin + (y - aboutY) * cos);
            }
        }
        return turned;
    }

    /** As a label with its own area. */
    LabelledBox box(int category, boolean crowd, boolean ignore) {
        double width = right - left;
        double height = bottom - top;
        return new LabelledBox(category, left, top, width, height, width * height, crowd, ignore);
    }
}
