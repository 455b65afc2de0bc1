package dev.visor.compression.pass.sharing;

import java.util.Arrays;

/**
 * Few values that many weights are replaced by: k-means on a line (Lloyd, <i>Least Squares Quantization in PCM</i>, 1982;
 * as weight sharing: Han et al., <i>Deep Compression</i>, 2016, §3). Zero is always one of them, so that zeros stay zeros.
 *
 * <p>Weights are sorted once; then a cluster is an interval, its mean a difference of running sums, and a round of k-means
 * takes k binary searches. Deterministic.
 *
 * @param centroids ascending, each once, zero among them
 */
record Codebook(float[] centroids) {
    /** Enough to put values in the middle of their weights; more would move them together where weights are dense. */
    private static final int EVEN_ROUNDS = 3;

    private static final int OPTIMAL_ROUNDS = 300;
    /** Quantiles a value, between which density is taken as even. */
    private static final int BINS = 4;

    /**
     * Finds values for weights.
     *
     * @param weights in any order, finite
     * @param size how many values at most, zero among them, ≥ 2
     */
    static Codebook of(float[] weights, int size, Spacing spacing) {
        Line line = Line.of(weights);
        float[] distinct = line.distinct(size - 1);
        if (distinct.length < size) {
            return new Codebook(withZero(distinct));
        }
        double[] centroids = spacing == Spacing.EVEN ? line.even(size) : line.denseWhereWeightsAre(size - 1);
        int zero = spacing == Spacing.EVEN ? nearestToZero(centroids) : centroids.length - 1;
        centroids[zero] = 0;
        if (spacing == Spacing.OPTIMAL) {
            Arrays.sort(centroids);
            zero = nearestToZero(centroids);
        }
        int rounds = spacing == Spacing.EVEN ? EVEN_ROUNDS : OPTIMAL_ROUNDS;
        for (int round = 0; round < rounds && line.improve(centroids, zero); round++) {
            // Each round moves values to the means of the weights that are nearest to them.
        }
        return new Codebook(withZero(line.used(centroids)));
    }

    private static int nearestToZero(double[] values) {
        int nearest = 0;
        for (int i = 1; i < values.length; i++) {
            nearest = Math.abs(values[i]) < Math.abs(values[nearest]) ? i : nearest;
        }
        return nearest;
    }

    /** Place of the nearest value; the lower one of two equally near. */
    int nearest(float weight) {
        int above = Arrays.binarySearch(centroids, weight + 0f);
        if (above >= 0) {
            return above;
        }
        above = -above - 1;
        if (above == 0) {
            return 0;
        }
        boolean lower = above == centroids.length || weight - centroids[above - 1] <= centroids[above] - weight;
        return lower ? above - 1 : above;
    }

    /** The same with each value rounded to a whole number, equal ones once. */
    Codebook rounded() {
        float[] whole = new float[centroids.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (float) Math.rint(centroids[i]);
        }
        return new Codebook(withZero(whole));
    }

    int size() {
        return centroids.length;
    }

    /** The values as they are stored: zero, then the others ascending. */
    float[] zeroFirst() {
        float[] stored = new float[centroids.length];
        for (int i = 0; i < stored.length; i++) {
            stored[stored(i)] = centroids[i];
        }
        return stored;
    }

    /** Where the value of a place is stored. */
    int stored(int place) {
        return centroids[place] == 0 ? 0 : centroids[place] < 0 ? place + 1 : place;
    }

    private static float[] withZero(float[] values) {
        float[] sorted = Arrays.copyOf(values, values.length + 1);
        for (int i = 0; i < sorted.length; i++) {
            // Makes +0 of −0.
            sorted[i] += 0f;
        }
        Arrays.sort(sorted);
        int count = 1;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[count - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /**
     * Weights other than zero in ascending order.
     *
     * @param sums running sums, from 0
     */
    private record Line(float[] sorted, double[] sums) {
        static Line of(float[] weights) {
            float[] sorted = new float[weights.length];
            int count = 0;
            for (float w : weights) {
                if (w != 0) {
                    sorted[count++] = w;
                }
            }
            sorted = Arrays.copyOf(sorted, count);
            Arrays.sort(sorted);
            double[] sums = new double[count + 1];
            for (int i = 0; i < count; i++) {
                sums[i + 1] = sums[i] + sorted[i];
            }
            return new Line(sorted, sums);
        }

        /** Its distinct values, ascending; only the first {@code limit + 1} if there are more. */
        float[] distinct(int limit) {
            float[] found = new float[limit + 1];
            int count = 0;
            for (int i = 0; i < sorted.length && count <= limit; i++) {
                if (i == 0 || sorted[i] != sorted[i - 1]) {
                    found[count++] = sorted[i];
                }
            }
            return Arrays.copyOf(found, count);
        }

        double[] even(int size) {
            double least = sorted[0];
            double greatest = sorted[sorted.length - 1];
            double[] centroids = new double[size];
            for (int i = 0; i < size; i++) {
                centroids[i] = least + (greatest - least) * i / (size - 1);
            }
            return centroids;
        }

        /**
         * Quantiles of the cube root of the density, which an optimal quantiser's values have (Panter and Dite, 1951), and a
         * place for zero behind them.
         */
        double[] denseWhereWeightsAre(int size) {
            int bins = BINS * size;
            double[] edges = new double[bins + 1];
            double[] running = new double[bins + 1];
            edges[0] = sorted[0];
            for (int b = 1; b <= bins; b++) {
                edges[b] = sorted[(int) ((sorted.length - 1L) * b / bins)];
                // A bin of one weight in n has density 1/(n·width), and the cube root's mass is width^(2/3).
                running[b] = running[b - 1] + Math.pow(edges[b] - edges[b - 1], 2.0 / 3);
            }
            double[] centroids = new double[size + 1];
            int b = 0;
            for (int i = 0; i < size; i++) {
                double wanted = running[bins] * (i + 0.5) / size;
                while (b < bins - 1 && running[b + 1] < wanted) {
                    b++;
                }
                double mass = running[b + 1] - running[b];
                double part = mass == 0 ? 0.5 : (wanted - running[b]) / mass;
                centroids[i] = edges[b] + part * (edges[b + 1] - edges[b]);
            }
            return centroids;
        }

        /** Moves all values but zero to the means of what is nearest; false if none moved. */
        boolean improve(double[] centroids, int zero) {
            boolean moved = false;
            int[] bounds = bounds(centroids);
            for (int c = 0; c < centroids.length; c++) {
                int from = bounds[c];
                int to = bounds[c + 1];
                if (c != zero && to > from) {
                    double mean = (sums[to] - sums[from]) / (to - from);
                    moved |= Math.abs(mean - centroids[c]) > 1e-9 * Math.abs(mean);
                    centroids[c] = mean;
                }
            }
            return moved;
        }

        /** The values that are nearest to some weight. */
        float[] used(double[] centroids) {
            int[] bounds = bounds(centroids);
            float[] used = new float[centroids.length];
            int count = 0;
            for (int c = 0; c < centroids.length; c++) {
                if (bounds[c + 1] > bounds[c]) {
                    used[count++] = (float) centroids[c];
                }
            }
            return Arrays.copyOf(used, count);
        }

        /** Where the weights of each value begin, and where the last one's end. */
        private int[] bounds(double[] centroids) {
            int[] bounds = new int[centroids.length + 1];
            for (int c = 1; c < centroids.length; c++) {
                bounds[c] = countUpTo((centroids[c - 1] + centroids[c]) / 2);
            }
            bounds[centroids.length] = sorted.length;
            return bounds;
        }

        private int countUpTo(double value) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] <= value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
