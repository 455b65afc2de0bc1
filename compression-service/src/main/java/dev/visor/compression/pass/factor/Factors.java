package dev.visor.compression.pass.factor;

import dev.visor.compression.latency.Replacement;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.onnx.graph.Graph;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A layer's weights as a product: {@code W ≈ B·F}. F makes features of a patch with the first operators, B mixes them with
 * the last one, so that B alone can be fitted to data by least squares.
 *
 * @param rank in words, for example {@code rank 24}
 * @param energy share of the squared weights or results that the form keeps, 0 to 1
 * @param macs multiply-accumulates for one place of the layer's result
 * @param features F, {@code features × columns}
 * @param mix B, {@code rows × features}
 * @param assembly makes operators of B and the bias
 */
public record Factors(
        String rank, double energy, double macs, DMatrixRMaj features, DMatrixRMaj mix, Assembly assembly) {
    /** Makes operators; F's are known to it. */
    public interface Assembly {
        /**
         * Makes them.
         *
         * @param mix B
         * @param bias one a row, for the last operator; null for none
         */
        Replacement assemble(Graph graph, DMatrixRMaj mix, float @Nullable [] bias);
    }

    /** {@code B·F}, the weights of the layer that computes the same. */
    public DMatrixRMaj weights() {
        return SparseRows.of(features).multipliedBy(mix);
    }

    /** {@code B·F} row by row in single precision. */
    public float[] matrix() {
        double[] weights = weights().data;
        float[] matrix = new float[weights.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) weights[i];
        }
        return matrix;
    }

    /** The same F with the B that comes nearest to what the layer should give: {@code B = C·Fᵀ·(F·G·Fᵀ + λ·I)⁻¹}, drawn to the present B. */
    public Factors fitted(NormalEquations equations, double damping) {
        int count = features.numRows;
        SparseRows rows = SparseRows.of(features);
        DMatrixRMaj gram = rows.onto(rows.times(equations.gram()));
        DMatrixRMaj cross = rows.onto(equations.cross());
        double[] mean = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < features.numCols; j++) {
                mean[i] += features.data[i * features.numCols + j] * equations.meanX()[j];
            }
        }
        DMatrixRMaj fitted = new NormalEquations(gram, cross, mean, equations.meanY())
                .solve(mix, IntStream.range(0, count).toArray(), damping);
        return new Factors(rank, energy, macs, features, fitted, assembly);
    }

    /** The operators. */
    public Replacement replacement(Graph graph, float @Nullable [] bias) {
        return assembly.assemble(graph, mix, bias);
    }
}
