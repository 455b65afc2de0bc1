package dev.visor.detection.accuracy;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that COCO accuracy is computed from: for each class and picture, how many labels are demanded in each area
 * range, and for each detection its score and two sets of bits (matched, ignored) over area ranges and IoU thresholds.
 *
 * <p>Tables of parts of a dataset can be merged in any order, any part more than once; the result, down to its bytes, is
 * that of one run over the whole.
 */
public final class MatchTable {
    /** More classes than any detector has; a bound for what is read from outside. */
    static final int MAX_CLASSES = 100_000;
    /** Pictures that one thread matches at a time. */
    private static final int CHUNK = 64;

    private static final ClassMatches NOTHING = new MatchColumns().build(0);

    private final List<ClassMatches> classes;

    private MatchTable(List<ClassMatches> classes) {
        this.classes = classes;
    }

    /** Starts an empty table over this many classes. */
    public static Builder over(int classes) {
        return new Builder(classes);
    }

    /** Matches all pictures, on as many threads as there are processors; how they share the work leaves no trace. */
    public static MatchTable of(Observations observations) {
        return of(observations, 0);
    }

    /**
     * Matches the pictures of a part of a split.
     *
     * @param firstPicture the number of the part's first picture in the split
     */
    public static MatchTable of(Observations part, int firstPicture) {
        int count = part.pictures().size();
        List<MatchTable> chunks = IntStream.range(0, (count + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(i -> {
                    Builder table = over(part.classes().size());
                    Matcher matcher = new Matcher();
                    for (int p = i * CHUNK; p < Math.min(count, (i + 1) * CHUNK); p++) {
                        matcher.match(firstPicture + p, part.pictures().get(p), table);
                    }
                    return table.build();
                })
                .toList();
        return chunks.isEmpty() ? over(part.classes().size()).build() : merge(chunks);
    }

    /**
     * One table of all parts.
     *
     * @throws IllegalArgumentException if parts have different classes, or say different things of one class and image
     */
    public static MatchTable merge(Collection<MatchTable> parts) {
        int classes = parts.iterator().next().classes();
        for (MatchTable part : parts) {
            if (part.classes() != classes) {
                throw new IllegalArgumentException(
                        "tables of %d and %d classes don't belong together".formatted(classes, part.classes()));
            }
        }
        return new MatchTable(IntStream.range(0, classes)
                .parallel()
                .mapToObj(k -> {
                    MatchColumns all = new MatchColumns();
                    parts.forEach(part -> all.addAll(part.of(k)));
                    return all.build(k);
                })
                .toList());
    }

    /** How many classes are judged. */
    public int classes() {
        return classes.size();
    }

    /** How many detections take part. */
    public int detections() {
        return classes.stream().mapToInt(ClassMatches::detections).sum();
    }

    /** Labels of a class that are demanded, whatever their size. */
    public int instances(int classIndex) {
        return of(classIndex).demanded(0);
    }

    /** The matches of one class. */
    public ClassMatches of(int classIndex) {
        return classes.get(classIndex);
    }

    /** Gathers pictures in any order. Not thread-safe: each worker has its own, and tables are merged. */
    public static final class Builder {
        private final MatchColumns[] classes;

        private Builder(int classes) {
            if (classes < 1 || classes > MAX_CLASSES) {
                throw new IllegalArgumentException(
                        "a match table has 1 to %d classes, was %d".formatted(MAX_CLASSES, classes));
            }
            this.classes = new MatchColumns[classes];
        }

        /** Adds one class in one picture; of scores and bits the first {@code count} are taken. */
        void add(
                int classIndex,
                int picture,
                int[] demanded,
                double[] scores,
                long[] matched,
                long[] ignored,
                int count) {
            if (classIndex < 0 || classIndex >= classes.length || picture < 0) {
                throw new IllegalArgumentException("class %d of %d, image %d is no place in the table"
                        .formatted(classIndex, classes.length, picture));
            }
            if (classes[classIndex] == null) {
                classes[classIndex] = new MatchColumns();
            }
            classes[classIndex].add(picture, demanded, 0, scores, matched, ignored, 0, count);
        }

        /**
         * The table, sorted by class and image.
         *
         * @throws IllegalArgumentException if two different things are said of one class and image
         */
        public MatchTable build() {
            return new MatchTable(IntStream.range(0, classes.length)
                    .mapToObj(k -> classes[k] == null ? NOTHING : classes[k].build(k))
                    .toList());
        }
    }
}
