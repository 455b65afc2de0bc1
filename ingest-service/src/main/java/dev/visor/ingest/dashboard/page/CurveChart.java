package dev.visor.ingest.dashboard.page;

import dev.visor.ingest.dashboard.page.Scatter.Limit;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import java.util.List;

/**
 * Curves in a drawing of the size of a {@link Scatter}, laid out.
 *
 * @param id of the drawing in its page
 * @param title what is against what
 * @param xLabel what runs to the right
 * @param yLabel what runs up
 * @param xTicks vertical grid lines
 * @param yTicks horizontal grid lines
 * @param limits the upload's own figures
 * @param curves one a sweep
 */
public record CurveChart(
        String id,
        String title,
        String xLabel,
        String yLabel,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Limit> limits,
        List<Curve> curves)
        implements Framed {
    /** How many series look differently. */
    static final int LOOKS = 8;

    /**
     * One line.
     *
     * @param look which of the eight colours and four shapes it has
     * @param line its points as SVG has them
     */
    public record Curve(int look, String line, List<Mark> marks) {}

    /**
     * A point.
     *
     * @param path its shape as SVG has it
     * @param front whether no other point costs no more and is as good
     * @param label its value; empty where there is no room for it
     * @param anchor SVG text-anchor of the label
     * @param words all of it in words
     */
    public record Mark(
            String path, boolean front, String label, double labelX, double labelY, String anchor, String words) {}

    /** Circle, square, diamond or triangle around a pixel. */
    static String shape(int look, double x, double y) {
        return switch (look % 4) {
            case 0 -> "M%s %sa4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z".formatted(x - 4.5, y);
            case 1 -> "M%s %sh8v8h-8z".formatted(x - 4, y - 4);
            case 2 -> "M%s %sl5.5 5.5l-5.5 5.5l-5.5 -5.5z".formatted(x, y - 5.5);
            default -> "M%s %sl5.5 9.5h-11z".formatted(x, y - 6);
        };
    }
}
