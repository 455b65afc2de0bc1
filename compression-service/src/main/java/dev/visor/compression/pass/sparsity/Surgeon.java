package dev.visor.compression.pass.sparsity;

import dev.visor.compression.layer.ColumnSweep;
import dev.visor.compression.layer.NormalEquations;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Optimal Brain Surgeon on one group of a layer, by sweeps over its columns. */
final class Surgeon {
    /** Columns among which the weights to remove are chosen together, as in SparseGPT. */
    private static final int TOGETHER = 128;

    private Surgeon() {}

    /**
     * Removes weights and lets the others make up for them.
     *
     * @param equations what the group reads and should give
     * @param prior its weights, {@code rows × columns}
     * @param places of the kernel
     * @return {@code rows × columns}; null if the sums can't be factorised
     */
    static @Nullable DMatrixRMaj prune(
            NormalEquations equations, DMatrixRMaj prior, int places, Pattern pattern, double share, double damping) {
        int columns = prior.numCols;
        int channels = columns / places;
        int[] order = Mask.channelsLast(columns, places);
        ColumnSweep sweep = ColumnSweep.of(equations.gram(), equations.lambda(damping), order);
        if (sweep == null) {
            return null;
        }
        DMatrixRMaj weights = equations.solve(prior, ColumnSweep.plainOrder(columns), damping);
        double[][] rows = new double[prior.numRows][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = sweep.inOrder(weights.data, r * columns);
        }
        int block = pattern.isUnstructured() ? TOGETHER : pattern.block();
        for (int from = 0; from < columns; ) {
            int to = pattern.isUnstructured() ? Math.min(columns, from + block) : Mask.blockEnd(from, channels, block);
            boolean[] removed = removed(sweep, rows, from, to, pattern, share);
            for (int r = 0; r < rows.length; r++) {
                for (int i = from; i < to; i++) {
                    if (removed[r * (to - from) + i - from]) {
                        sweep.settle(rows[r], i, 0);
                    }
                }
            }
            from = to;
        }
        for (int r = 0; r < rows.length; r++) {
            sweep.outOfOrder(rows[r], weights.data, r * columns);
        }
        return weights;
    }

    private static boolean[] removed(
            ColumnSweep sweep, double[][] rows, int from, int to, Pattern pattern, double share) {
        int width = to - from;
        double[] costs = new double[rows.length * width];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < width; i++) {
                costs[r * width + i] = sweep.cost(from + i, rows[r][from + i]);
            }
        }
        boolean[] removed = new boolean[costs.length];
        if (pattern.isUnstructured()) {
            Pattern.markLeast(costs, 0, costs.length, (int) (share * costs.length), removed);
            return removed;
        }
        for (int r = 0; r < rows.length; r++) {
            Pattern.markLeast(costs, r * width, (r + 1) * width, pattern.zeros(width), removed);
        }
        return removed;
    }
}
