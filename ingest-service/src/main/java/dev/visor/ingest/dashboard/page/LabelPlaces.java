package dev.visor.ingest.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Finds places for labels beside marks so that none covers another label or a mark. In pixels of a {@link Scatter}. */
final class LabelPlaces {
    private static final double HEIGHT = 14;
    private static final double LETTER_WIDTH = 6.6;
    private static final double GAP = 10;
    private static final double MARK = 6;

    private final List<Box> taken = new ArrayList<>();

    /**
     * Where a label goes.
     *
     * @param anchor SVG text-anchor
     * @param free false if it covers something, since no place was free
     */
    record Place(double x, double y, String anchor, boolean free) {}

    /** Keeps a mark's place free. */
    void keepFree(double cx, double cy) {
        taken.add(new Box(cx - MARK, cy - MARK, 2 * MARK, 2 * MARK));
    }

    /** A place near the mark; taken from then on if it was free. */
    Place of(String label, double cx, double cy) {
        double width = label.length() * LETTER_WIDTH;
        Box box = candidates(cx, cy, width)
                .filter(b -> taken.stream().noneMatch(b::overlaps))
                .findFirst()
                .orElse(null);
        boolean free = box != null;
        Box place = box == null ? new Box(cx + GAP, cy - HEIGHT / 2, width, HEIGHT) : box;
        if (free) {
            taken.add(place);
        }
        boolean leftOf = place.x() + place.width() <= cx;
        return new Place(
                Scatter.round(leftOf ? place.x() + place.width() : place.x()),
                Scatter.round(place.y() + HEIGHT - 3),
                leftOf ? "end" : "start",
                free);
    }

    /** Right, left, then further and further above and below; only inside of the drawing. */
    private static Stream<Box> candidates(double cx, double cy, double width) {
        return DoubleStream.of(0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60)
                .boxed()
                .flatMap(dy -> Stream.of(cx + GAP, cx - GAP - width)
                        .map(left -> new Box(left, cy - HEIGHT / 2 + dy, width, HEIGHT)))
                .filter(box -> box.x() >= Scatter.LEFT
                        && box.x() + box.width() <= Scatter.WIDTH - 2
                        && box.y() >= 2
                        && box.y() + HEIGHT <= Scatter.HEIGHT - Scatter.BOTTOM);
    }

    private record Box(double x, double y, double width, double height) {
        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }
}
