package dev.visor.compression.layer;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least squares of one group of a layer with the bias free: what is left when each mean is taken out of {@link GramSums}.
 *
 * <pre>
 * least Σ ‖y − W·x − b‖² + λ‖W − W₀‖²   →   W = (C + λ·W₀)·(G + λ·I)⁻¹,   b = ȳ − W·x̄
 * </pre>
 *
 * with {@code G = Σ(x−x̄)(x−x̄)ᵀ}, {@code C = Σ(y−ȳ)(x−x̄)ᵀ} and λ a part of G's mean diagonal, which keeps what few samples
 * say small.
 *
 * @param gram G, {@code columns × columns}
 * @param cross C, {@code rows × columns}
 * @param meanX x̄
 * @param meanY ȳ, without the layer's present bias
 */
public record NormalEquations(DMatrixRMaj gram, DMatrixRMaj cross, double[] meanX, double[] meanY) {
    /** Those of a group of channels. */
    public static NormalEquations of(GramSums sums, int group) {
        int k = sums.shape().columns();
        int rows = sums.shape().rows();
        double n = sums.samples();
        double[] x = slice(sums.meanX(), group * k, k);
        double[] y = slice(sums.meanY(), group * rows, rows);
        DMatrixRMaj gram = new DMatrixRMaj(k, k);
        DMatrixRMaj cross = new DMatrixRMaj(rows, k);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                gram.data[i * k + j] = sums.gram()[(group * k + i) * k + j] - n * x[i] * x[j];
            }
        }
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < k; j++) {
                cross.data[r * k + j] = sums.cross()[(group * rows + r) * k + j] - n * y[r] * x[j];
            }
        }
        return new NormalEquations(gram, cross, x, y);
    }

    private static double[] slice(double[] all, int from, int length) {
        double[] part = new double[length];
        System.arraycopy(all, from, part, 0, length);
        return part;
    }

    /** λ for a damping, as a part of G's mean diagonal; never quite 0, so that columns that read nothing can be solved. */
    public double lambda(double damping) {
        double mean = CommonOps_DDRM.trace(gram) / gram.numRows;
        return Math.max(damping * mean, 1e-9);
    }

    /**
     * Weights that use some columns only.
     *
     * @param prior W₀, {@code rows × columns}; its other columns are ignored
     * @param kept columns to use, ascending
     * @return {@code rows × columns}, 0 in columns that aren't kept
     */
    public DMatrixRMaj solve(DMatrixRMaj prior, int[] kept, double damping) {
        int rows = cross.numRows;
        int k = gram.numCols;
        double lambda = lambda(damping);
        DMatrixRMaj left = new DMatrixRMaj(kept.length, kept.length);
        DMatrixRMaj right = new DMatrixRMaj(kept.length, rows);
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < kept.length; j++) {
                left.data[i * kept.length + j] = gram.data[kept[i] * k + kept[j]];
            }
            left.data[i * kept.length + i] += lambda;
            for (int r = 0; r < rows; r++) {
                right.data[i * rows + r] = cross.data[r * k + kept[i]] + lambda * prior.data[r * k + kept[i]];
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(kept.length);
        if (!solver.setA(left)) {
            throw new ArithmeticException(
                    "a Gram matrix of %d columns isn't positive definite with λ = %.3g".formatted(kept.length, lambda));
        }
        DMatrixRMaj solution = new DMatrixRMaj(kept.length, rows);
        solver.solve(right, solution);
        DMatrixRMaj weights = new DMatrixRMaj(rows, k);
        for (int i = 0; i < kept.length; i++) {
            for (int r = 0; r < rows; r++) {
                weights.data[r * k + kept[i]] = solution.data[i * rows + r];
            }
        }
        return weights;
    }

    /** What the bias must be beyond what ȳ left out, for these weights. */
    public double[] bias(DMatrixRMaj weights) {
        double[] bias = meanY.clone();
        int k = weights.numCols;
        for (int r = 0; r < bias.length; r++) {
            for (int j = 0; j < k; j++) {
                bias[r] -= weights.data[r * k + j] * meanX[j];
            }
        }
        return bias;
    }
}
