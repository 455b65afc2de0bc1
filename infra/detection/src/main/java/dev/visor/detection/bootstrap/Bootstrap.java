package dev.visor.detection.bootstrap;

import dev.visor.detection.accuracy.ClassMatches;
import dev.visor.detection.accuracy.CocoGrid;
import dev.visor.detection.accuracy.MatchTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * COCO's figures under resampled pictures. A replicate is what the table of physically repeated pictures would give, with
 * copies of a detection next to each other, and costs one weighted pass. Replicates are computed in parallel; each depends
 * on its weights alone.
 *
 * <p>A class without demanded labels in a replicate takes no part in its mean.
 */
public final class Bootstrap {
    private static final int BLOCK = 8;

    private final WeightedPrecision[][] parts;
    private final Set<Figure> figures;
    private final int most;

    private Bootstrap(MatchTable table, Set<Figure> figures, int pictures, BitSet slice) {
        this.figures = figures;
        Set<Integer> areas = new TreeSet<>();
        figures.forEach(figure -> areas.add(figure.area()));
        parts = IntStream.range(0, table.classes())
                .parallel()
                .mapToObj(k -> parts(table.of(k), areas, pictures, slice))
                .toArray(WeightedPrecision[][]::new);
        most = Arrays.stream(parts)
                .flatMap(Arrays::stream)
                .mapToInt(part -> part == null ? 0 : part.most())
                .max()
                .orElse(0);
    }

    /** The figures of COCO's summary, over all pictures. */
    public static Replicates of(MatchTable table, Resampling resampling) {
        BitSet all = new BitSet();
        all.set(0, resampling.pictures());
        return of(table, resampling, Figure.SUMMARY, all);
    }

    /**
     * Some figures over some pictures; the others weigh 0, however often they are drawn.
     *
     * @param slice numbers of the pictures that count
     * @throws IllegalArgumentException if the table has a picture that isn't drawn from
     */
    public static Replicates of(MatchTable table, Resampling resampling, Set<Figure> figures, BitSet slice) {
        Bootstrap bootstrap = new Bootstrap(table, EnumSet.copyOf(figures), resampling.pictures(), slice);
        return bootstrap.run(resampling);
    }

    private static WeightedPrecision[] parts(ClassMatches matches, Set<Integer> areas, int pictures, BitSet slice) {
        int last = matches.pictures() - 1;
        if (last >= 0 && matches.picture(last) >= pictures) {
            throw new IllegalArgumentException(
                    "the table has picture %d, but only %d are drawn from".formatted(matches.picture(last), pictures));
        }
        int[] order = matches.byScore();
        int[] owners = matches.pictureOfDetections();
        WeightedPrecision[] parts = new WeightedPrecision[CocoGrid.AREAS];
        for (int area : areas) {
            parts[area] = new WeightedPrecision(matches, order, owners, area, slice::get);
        }
        return parts;
    }

    private Replicates run(Resampling resampling) {
        int replicates = resampling.replicates();
        Row[] rows = new Row[replicates];
        IntStream.range(0, (replicates + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            WeightedPrecision.Pass pass = new WeightedPrecision.Pass(most);
            for (int r = block * BLOCK; r < Math.min(replicates, (block + 1) * BLOCK); r++) {
                rows[r] = row(resampling.weights(r), pass);
            }
        });
        int[] once = new int[resampling.pictures()];
        Arrays.fill(once, 1);
        return collect(row(once, new WeightedPrecision.Pass(most)), rows);
    }

    /** A replicate: for each figure each class and, last, the mean; whether some class was lost for it. */
    private record Row(double[][] values, boolean[] lost) {}

    private Row row(int[] weights, WeightedPrecision.Pass pass) {
        int all = Figure.values().length;
        double[][] values = new double[all][parts.length + 1];
        boolean[] lost = new boolean[all];
        double[] sums = new double[all];
        int[] counts = new int[all];
        for (int k = 0; k < parts.length; k++) {
            for (int area = 0; area < CocoGrid.AREAS; area++) {
                WeightedPrecision part = parts[k][area];
                if (part == null) {
                    continue;
                }
                int demanded = part.demanded(weights);
                if (demanded > 0) {
                    part.pass(weights, demanded, pass);
                }
                for (Figure figure : figures) {
                    if (figure.area() != area) {
                        continue;
                    }
                    int f = figure.ordinal();
                    if (demanded == 0) {
                        values[f][k] = Double.NaN;
                        lost[f] |= part.isDemanded();
                        continue;
                    }
                    double sum = 0;
                    double[] each = figure.isRecall() ? pass.recall : pass.precision;
                    for (int t = figure.firstIou(); t < figure.endIou(); t++) {
                        sum += each[t];
                        // Not the mean of means: the sum in CocoSummary's order gives its very bits.
                        sums[f] += each[t];
                        counts[f]++;
                    }
                    values[f][k] = sum / (figure.endIou() - figure.firstIou());
                }
            }
        }
        for (Figure figure : figures) {
            int f = figure.ordinal();
            values[f][parts.length] = counts[f] == 0 ? Double.NaN : sums[f] / counts[f];
        }
        return new Row(values, lost);
    }

    private Replicates collect(Row estimate, Row[] rows) {
        Map<Figure, Samples> overall = new EnumMap<>(Figure.class);
        Map<Figure, List<Samples>> perClass = new EnumMap<>(Figure.class);
        for (Figure figure : figures) {
            int f = figure.ordinal();
            int lost = (int) Arrays.stream(rows).filter(row -> row.lost[f]).count();
            overall.put(figure, new Samples(estimate.values[f][parts.length], column(rows, f, parts.length), lost));
            List<Samples> classes = new ArrayList<>();
            for (int k = 0; k < parts.length; k++) {
                double[] column = column(rows, f, k);
                boolean isDemanded = parts[k][figure.area()].isDemanded();
                long without =
                        isDemanded ? Arrays.stream(column).filter(Double::isNaN).count() : 0;
                classes.add(new Samples(estimate.values[f][k], column, (int) without));
            }
            perClass.put(figure, classes);
        }
        return new Replicates(overall, perClass);
    }

    private static double[] column(Row[] rows, int figure, int place) {
        return Arrays.stream(rows).mapToDouble(row -> row.values[figure][place]).toArray();
    }
}
