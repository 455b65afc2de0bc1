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
    private static final int MOST_ATTEMPTS = 10;

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
     * G of some columns with λ on its diagonal, decomposed.
     *
     * @param solver of {@code (G + λ·I)·x = b}
     * @param lambda λ
     */
    public record Damped(LinearSolverDense<DMatrixRMaj> solver, double lambda) {}

    /**
     * Decomposes {@code G + λ·I}. Sums in single precision may leave G with slightly negative eigenvalues; λ is raised until
     * it is positive definite.
     *
     * @param kept columns, ascending
     */
    public Damped damped(int[] kept, double damping) {
        int n = kept.length;
        int k = gram.numCols;
        double lambda = lambda(damping);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            DMatrixRMaj h = new DMatrixRMaj(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    h.data[i * n + j] = gram.data[kept[i] * k + kept[j]];
                }
                h.data[i * n + i] += lambda;
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
            if (solver.setA(h)) {
                return new Damped(solver, lambda);
            }
            lambda *= 10;
        }
        throw new ArithmeticException(
                "a Gram matrix of %d columns isn't positive definite even with λ = %.3g; it has infinite or undefined sums"
                        .formatted(n, lambda));
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
        Damped damped = damped(kept, damping);
        DMatrixRMaj right = new DMatrixRMaj(kept.length, rows);
        for (int i = 0; i < kept.length; i++) {
            for (int r = 0; r < rows; r++) {
                right.data[i * rows + r] = cross.data[r * k + kept[i]] + damped.lambda() * prior.data[r * k + kept[i]];
            }
        }
        DMatrixRMaj solution = new DMatrixRMaj(kept.length, rows);
        damped.solver().solve(right, solution);
        DMatrixRMaj weights = new DMatrixRMaj(rows, k);
        for (int i = 0; i < kept.length; i++) {
            for (int r = 0; r < rows; r++) {
                weights.data[r * k + kept[i]] = solution.data[i * rows + r];
            }
        }
        return weights;
    }

    /** How much of the results' square these weights explain, if they are near the best: {@code tr(C·Wᵀ)}. */
    public double explained(DMatrixRMaj weights) {
        double sum = 0;
        for (int i = 0; i < weights.data.length; i++) {
            sum += cross.data[i] * weights.data[i];
        }
        return sum;
    }

    /** Square of what some columns add to the results: {@code tr(W_Q·G_QQ·W_Qᵀ)}. */
    public double energy(DMatrixRMaj weights, int[] columns) {
        int k = gram.numCols;
        double energy = 0;
        for (int r = 0; r < weights.numRows; r++) {
            for (int i : columns) {
                double sum = 0;
                for (int j : columns) {
                    sum += gram.data[i * k + j] * weights.data[r * k + j];
                }
                energy += weights.data[r * k + i] * sum;
            }
        }
        return energy;
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
