package dev.visor.compression.pass.lowrank;

import dev.visor.compression.latency.Replacement;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.pass.factor.Factors;
import dev.visor.compression.pass.factor.Kernel;
import dev.visor.compression.pass.factor.Operators;
import dev.visor.compression.pass.factor.Symmetric;
import dev.visor.compression.pass.factor.Technique;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Fewer results of the kernel, mixed into all of them: {@code W ≈ U·(Uᵀ·W)} with the eigenvectors U of the results'
 * covariance {@code W·G·Wᵀ}. That is the singular value decomposition of {@code W·G^½}, whose product of rank r is nearest to
 * W on what the layer reads, without a root of G.
 *
 * @param multiple of which ranks are
 */
record LowRankFactors(int multiple) implements Technique {
    /** Pull of the least squares towards the layer's weights. */
    private static final double DAMPING = 0.01;

    @Override
    public @Nullable String refusal(FloatLayer layer) {
        return null;
    }

    @Override
    public Form form(FloatLayer layer, DMatrixRMaj weights, @Nullable NormalEquations data) {
        Kernel k = Kernel.of(layer);
        DMatrixRMaj covariance = new DMatrixRMaj(k.out(), k.out());
        DMatrixRMaj best = weights;
        if (data == null) {
            CommonOps_DDRM.multOuter(weights, covariance);
        } else {
            int[] all = IntStream.range(0, weights.numCols).toArray();
            best = data.solve(weights, all, DAMPING);
            DMatrixRMaj read = new DMatrixRMaj(k.out(), weights.numCols);
            CommonOps_DDRM.mult(best, data.gram(), read);
            CommonOps_DDRM.multTransB(read, best, covariance);
        }
        Symmetric eigen = Symmetric.of(covariance);
        int full = Math.min(k.out(), weights.numCols);
        return new LowRankForm(layer, k, best, eigen, Kernel.ranks(full, multiple));
    }

    private record LowRankForm(FloatLayer layer, Kernel kernel, DMatrixRMaj weights, Symmetric eigen, int[] ranks)
            implements Form {
        @Override
        public List<Double> sizes() {
            return Arrays.stream(ranks).mapToObj(this::macs).toList();
        }

        private double macs(int rank) {
            return (double) rank * (kernel.in() * kernel.area() + kernel.out());
        }

        @Override
        public Factors at(int size) {
            int rank = ranks[size];
            DMatrixRMaj mix = eigen.leading(rank);
            DMatrixRMaj features = new DMatrixRMaj(rank, weights.numCols);
            CommonOps_DDRM.multTransA(mix, weights, features);
            return new Factors(
                    "rank " + rank,
                    eigen.energy(rank),
                    macs(rank),
                    features,
                    mix,
                    (graph, b, bias) -> operators(graph, features, b, bias));
        }

        private Replacement operators(Graph graph, DMatrixRMaj first, DMatrixRMaj mix, float @Nullable [] bias) {
            Operators operators = new Operators(graph, layer.node());
            if (layer.shape().window() == null) {
                String between = operators.linear(operators.input(), first, null);
                operators.linear(between, mix, bias);
                return operators.replacement();
            }
            String between = operators.convolution(
                    operators.input(),
                    first.data,
                    new long[] {first.numRows, kernel.in(), kernel.height(), kernel.width()},
                    null,
                    kernel.moves());
            operators.convolution(
                    between, mix.data, new long[] {kernel.out(), first.numRows, 1, 1}, bias, new Attributes());
            return operators.replacement();
        }
    }
}
