package dev.visor.detection.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that COCO accuracy is computed from: for each class and image, how many labels are demanded in each area
 * range, and for each detection its score and two sets of bits (matched, ignored) over area ranges and IoU thresholds.
 *
 * <p>Tables of parts of a dataset can be merged in any order, any part more than once; the result, down to its bytes, is
 * that of one run over the whole.
 */
public final class MatchTable {
    private final int classes;
    private final List<Cell> cells;

    private MatchTable(int classes, List<Cell> cells) {
        this.classes = classes;
        this.cells = cells;
    }

    /**
     * One class in one image; detections best first. Bit {@code area · 10 + iou} of {@code matched} says that the
     * detection has a label, of {@code ignored} that it doesn't count.
     */
    record Cell(int classIndex, int image, int[] demanded, double[] scores, long[] matched, long[] ignored) {
        static final Comparator<Cell> ORDER =
                Comparator.comparingInt(Cell::classIndex).thenComparingInt(Cell::image);

        boolean sameAs(Cell other) {
            return Arrays.equals(demanded, other.demanded)
                    && Arrays.equals(scores, other.scores)
                    && Arrays.equals(matched, other.matched)
                    && Arrays.equals(ignored, other.ignored);
        }
    }

    /** Starts an empty table over this many classes. */
    public static Builder over(int classes) {
        return new Builder(classes);
    }

    /**
     * One table of all parts.
     *
     * @throws IllegalArgumentException if parts have different classes, or say different things of one class and image
     */
    public static MatchTable merge(List<MatchTable> parts) {
        Builder all = new Builder(parts.getFirst().classes);
        for (MatchTable part : parts) {
            if (part.classes != all.classes) {
                throw new IllegalArgumentException(
                        "tables of %d and %d classes don't belong together".formatted(all.classes, part.classes));
            }
            all.cells.addAll(part.cells);
        }
        return all.build();
    }

    /** How many classes are judged. */
    public int classes() {
        return classes;
    }

    /** How many detections take part. */
    public int detections() {
        return cells.stream().mapToInt(c -> c.scores.length).sum();
    }

    /** Labels of a class that are demanded, whatever their size. */
    public int instances(int classIndex) {
        return of(classIndex).stream().mapToInt(c -> c.demanded[0]).sum();
    }

    List<Cell> cells() {
        return cells;
    }

    /** Cells of one class in the order of images. */
    List<Cell> of(int classIndex) {
        return cells.subList(firstFrom(classIndex), firstFrom(classIndex + 1));
    }

    private int firstFrom(int classIndex) {
        Cell probe = new Cell(classIndex, -1, new int[0], new double[0], new long[0], new long[0]);
        return -1 - Collections.binarySearch(cells, probe, Cell.ORDER);
    }

    /** Gathers cells in any order. Not thread-safe: each worker has its own, and tables are merged. */
    public static final class Builder {
        private final int classes;
        private final List<Cell> cells = new ArrayList<>();

        private Builder(int classes) {
            if (classes < 1) {
                throw new IllegalArgumentException("a match table has at least one class, was " + classes);
            }
            this.classes = classes;
        }

        /** Adds a cell; the arrays of bits are copied as far as there are scores. */
        void add(int classIndex, int image, int[] demanded, double[] scores, long[] matched, long[] ignored) {
            if (classIndex < 0 || classIndex >= classes || image < 0) {
                throw new IllegalArgumentException(
                        "class %d of %d, image %d is no place in the table".formatted(classIndex, classes, image));
            }
            cells.add(new Cell(
                    classIndex,
                    image,
                    demanded,
                    scores,
                    Arrays.copyOf(matched, scores.length),
                    Arrays.copyOf(ignored, scores.length)));
        }

        /** The table, sorted by class and image. */
        public MatchTable build() {
            List<Cell> sorted = new ArrayList<>(cells);
            sorted.sort(Cell.ORDER);
            List<Cell> unique = new ArrayList<>(sorted.size());
            for (Cell cell : sorted) {
                if (unique.isEmpty() || Cell.ORDER.compare(unique.getLast(), cell) != 0) {
                    unique.add(cell);
                } else if (!unique.getLast().sameAs(cell)) {
                    throw new IllegalArgumentException(
                            "two parts differ on class %d in image %d".formatted(cell.classIndex, cell.image));
                }
            }
            return new MatchTable(classes, unique);
        }
    }
}
