package dev.visor.compression.pass.channel;

import dev.visor.compression.layer.NormalEquations;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Readers of one input that lose columns block by block, with their other weights put right after each: Optimal Brain
 * Surgeon (Hassibi &amp; Stork, 1993) for blocks of columns.
 *
 * <pre>
 * cost of columns Q = tr(W_Q·S·W_Qᵀ),   S = (H⁻¹_QQ)⁻¹
 * W ← W − W_Q·S·H⁻¹_Q:,   H⁻¹ ← H⁻¹ − H⁻¹_:Q·S·H⁻¹_Q:
 * </pre>
 *
 * with {@code H = G + λ·I} and W the best weights for the columns that are left. Costs are exact: they are what the layers'
 * squared errors rise by if everything else is refitted, each as a part of the square of what the layer gives.
 */
final class BlockElimination {
    private final DMatrixRMaj inverse;
    /** Rows of all readers below each other, each divided by the root of what its layer gives. */
    private final DMatrixRMaj weights;

    private final int columns;

    /**
     * @param readers that read the same columns of the same input
     * @param kept columns that are still read, ascending
     */
    BlockElimination(List<Reader> readers, LearntLayers learnt, Importance.Weighing now, int[] kept) {
        NormalEquations first = learnt.of(readers.getFirst());
        columns = first.gram().numCols;
        int n = kept.length;
        NormalEquations.Damped damped = first.damped(kept, now.damping());
        DMatrixRMaj inverted = new DMatrixRMaj(n, n);
        damped.solver().invert(inverted);
        inverse = spread(inverted, kept, columns);
        weights = new DMatrixRMaj(
                readers.stream().mapToInt(r -> r.layer().shape().rows()).sum(), columns);
        int row = 0;
        for (Reader reader : readers) {
            DMatrixRMaj best = best(learnt.of(reader), now.weights(reader), damped.lambda());
            double energy = Math.max(learnt.of(reader).explained(best), Double.MIN_NORMAL);
            CommonOps_DDRM.scale(1 / Math.sqrt(energy), best);
            CommonOps_DDRM.insert(best, weights, row, 0);
            row += best.numRows;
        }
    }

    /** {@code (C + λ·W₀)·H⁻¹} */
    private DMatrixRMaj best(NormalEquations equations, DMatrixRMaj prior, double lambda) {
        DMatrixRMaj right = equations.cross().copy();
        CommonOps_DDRM.addEquals(right, lambda, prior);
        DMatrixRMaj best = new DMatrixRMaj(right.numRows, columns);
        CommonOps_DDRM.mult(right, inverse, best);
        return best;
    }

    private static DMatrixRMaj spread(DMatrixRMaj small, int[] kept, int columns) {
        DMatrixRMaj all = new DMatrixRMaj(columns, columns);
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < kept.length; j++) {
                all.data[kept[i] * columns + kept[j]] = small.data[i * kept.length + j];
            }
        }
        return all;
    }

    /** What the squared errors rise by if these columns go. */
    double cost(int[] block) {
        DMatrixRMaj removed = columnsOf(weights, block);
        DMatrixRMaj solved = new DMatrixRMaj(block.length, removed.numRows);
        pivot(block).solve(CommonOps_DDRM.transpose(removed, null), solved);
        double cost = 0;
        for (int r = 0; r < removed.numRows; r++) {
            for (int i = 0; i < block.length; i++) {
                cost += removed.data[r * block.length + i] * solved.data[i * removed.numRows + r];
            }
        }
        return cost;
    }

    /** Takes columns away and refits the others. */
    void eliminate(int[] block) {
        DMatrixRMaj across = new DMatrixRMaj(block.length, columns);
        for (int i = 0; i < block.length; i++) {
            System.arraycopy(inverse.data, block[i] * columns, across.data, i * columns, columns);
        }
        DMatrixRMaj solved = new DMatrixRMaj(block.length, columns);
        pivot(block).solve(across.copy(), solved);
        CommonOps_DDRM.multAdd(-1, columnsOf(weights, block), solved, weights);
        CommonOps_DDRM.multAddTransA(-1, across, solved, inverse);
        for (int column : block) {
            for (int i = 0; i < columns; i++) {
                inverse.data[column * columns + i] = 0;
                inverse.data[i * columns + column] = 0;
            }
            for (int r = 0; r < weights.numRows; r++) {
                weights.data[r * columns + column] = 0;
            }
        }
    }

    private LinearSolverDense<DMatrixRMaj> pivot(int[] block) {
        DMatrixRMaj pivot = new DMatrixRMaj(block.length, block.length);
        for (int i = 0; i < block.length; i++) {
            for (int j = 0; j < block.length; j++) {
                pivot.data[i * block.length + j] = inverse.data[block[i] * columns + block[j]];
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(block.length);
        if (!solver.setA(pivot)) {
            throw new ArithmeticException("%d columns can't be eliminated: they are dependent; a larger damping helps"
                    .formatted(block.length));
        }
        return solver;
    }

    private static DMatrixRMaj columnsOf(DMatrixRMaj matrix, int[] columns) {
        DMatrixRMaj out = new DMatrixRMaj(matrix.numRows, columns.length);
        for (int r = 0; r < matrix.numRows; r++) {
            for (int i = 0; i < columns.length; i++) {
                out.data[r * columns.length + i] = matrix.data[r * matrix.numCols + columns[i]];
            }
        }
        return out;
    }
}
