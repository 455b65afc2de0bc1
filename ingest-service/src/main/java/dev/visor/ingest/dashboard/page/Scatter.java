package dev.visor.ingest.dashboard.page;

import java.util.List;

/**
 * A scatter chart, laid out: every coordinate is a pixel of a {@value #WIDTH} × {@value #HEIGHT} drawing.
 *
 * @param id of the drawing in its page
 * @param title what is against what
 * @param xLabel what runs to the right
 * @param yLabel what runs up
 * @param xTicks vertical grid lines
 * @param yTicks horizontal grid lines
 * @param limits the policy's
 * @param front line through what nothing else beats, as SVG has its points; empty for fewer than two
 * @param marks one a variant
 */
public record Scatter(
        String id,
        String title,
        String xLabel,
        String yLabel,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Limit> limits,
        String front,
        List<Mark> marks)
        implements Framed {
    public static final int WIDTH = 560;
    public static final int HEIGHT = 340;
    public static final int LEFT = 58;
    public static final int RIGHT = 24;
    public static final int TOP = 18;
    public static final int BOTTOM = 46;

    /** A grid line with its words. */
    public record Tick(double position, String label) {}

    /** A line that the policy draws. */
    public record Limit(boolean vertical, double position, String label) {}

    /**
     * A variant.
     *
     * @param outcome of its verdict in lower case, or {@code none}
     * @param promoted whether it is what is rolled out
     * @param label its recipe
     * @param anchor SVG text-anchor of the label
     * @param words all of it in words
     */
    public record Mark(
            double x,
            double y,
            String outcome,
            boolean promoted,
            String label,
            double labelX,
            double labelY,
            String anchor,
            String words) {}

    /** Pixel of a value that runs to the right. */
    public static double x(Axis axis, double value) {
        return round(LEFT + axis.fraction(value) * (WIDTH - LEFT - RIGHT));
    }

    /** Pixel of a value that runs up. */
    public static double y(Axis axis, double value) {
        return round(TOP + (1 - axis.fraction(value)) * (HEIGHT - TOP - BOTTOM));
    }

    public static double round(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
