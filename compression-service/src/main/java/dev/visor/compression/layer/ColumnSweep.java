package dev.visor.compression.layer;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Gives the weights of a row other values, one column after another, and lets the columns still to come make up for each
 * error as well as they can: the update of Optimal Brain Surgeon (Hassibi and Stork, 1993)
 *
 * <pre>
 * δw = −(w_q − v)/[H⁻¹]_qq · H⁻¹[:, q],   at a cost of (w_q − v)² / (2·[H⁻¹]_qq)
 * </pre>
 *
 * over the columns from q on, in an order fixed for all rows, so that one factorisation serves them (Frantar and Alistarh,
 * <i>SparseGPT</i>, 2023; Frantar et al., <i>GPTQ</i>, 2023): with {@code H⁻¹ = Uᵀ·U}, U upper, row q of U is what is
 * left of H⁻¹'s when the columns before are settled.
 */
public final class ColumnSweep {
    private final int[] order;
    /** U, row-major, in the order of the sweep. */
    private final double[] upper;

    private ColumnSweep(int[] order, double[] upper) {
        this.order = order;
        this.upper = upper;
    }

    /**
     * Prepares.
     *
     * @param gram {@code columns × columns}; H is this with λ on its diagonal
     * @param lambda greater than 0
     * @param order columns as they are swept, each once
     * @return null if H isn't positive definite
     */
    public static @Nullable ColumnSweep of(DMatrixRMaj gram, double lambda, int[] order) {
        int k = order.length;
        // H backwards is L·Lᵀ, so H is R·Rᵀ with R upper, and U is R⁻¹: L⁻¹ backwards.
        DMatrixRMaj backwards = new DMatrixRMaj(k, k);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                backwards.data[i * k + j] = gram.data[order[k - 1 - i] * k + order[k - 1 - j]];
            }
            backwards.data[i * k + i] += lambda;
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(k, true);
        if (!cholesky.decompose(backwards)) {
            return null;
        }
        double[] lower = cholesky.getT(null).data;
        TriangularSolver_DDRM.invertLower(lower, k);
        for (int i = 0, j = k * k - 1; i < j; i++, j--) {
            double swapped = lower[i];
            lower[i] = lower[j];
            lower[j] = swapped;
        }
        return new ColumnSweep(order.clone(), lower);
    }

    /** How many columns there are. */
    public int columns() {
        return order.length;
    }

    /** A row of weights in the order of the sweep. */
    public double[] inOrder(double[] weights, int from) {
        double[] row = new double[order.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = weights[from + order[i]];
        }
        return row;
    }

    /** Puts a row in the order of the sweep back into the columns' own. */
    public void outOfOrder(double[] row, double[] weights, int from) {
        for (int i = 0; i < row.length; i++) {
            weights[from + order[i]] = row[i];
        }
    }

    /** What a change of the i-th weight by so much costs, the columns before it settled: half the squared error's growth. */
    public double cost(int i, double change) {
        double scaled = change / upper[i * order.length + i];
        return scaled * scaled / 2;
    }

    /** Settles the i-th weight of a row, in the order of the sweep, at a value; those behind it make up for the change. */
    public void settle(double[] row, int i, double value) {
        int at = i * order.length;
        double error = (row[i] - value) / upper[at + i];
        if (error != 0) {
            for (int j = i + 1; j < row.length; j++) {
                row[j] -= error * upper[at + j];
            }
        }
        row[i] = value;
    }

    /** Columns in their own order. */
    public static int[] plainOrder(int columns) {
        int[] order = new int[columns];
        Arrays.setAll(order, i -> i);
        return order;
    }
}
