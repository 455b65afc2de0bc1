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
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * A column of the kernel after the other, then a row: {@code M[(i,y),(o,x)] = W[o,i,y,x] = U·S·Vᵀ}, the first convolution
 * {@code U·√S} is h×1, the second {@code √S·Vᵀ} is 1×w.
 *
 * @param multiple of which ranks are
 */
record SpatialFactors(int multiple) implements Technique {
    @Override
    public @Nullable String refusal(FloatLayer layer) {
        Kernel kernel = Kernel.of(layer);
        return kernel.height() > 1 && kernel.width() > 1 ? null : "have no kernel of two directions";
    }

    @Override
    public Form form(FloatLayer layer, DMatrixRMaj weights, @Nullable NormalEquations data) {
        return SpatialForm.of(layer, Kernel.of(layer), weights, multiple);
    }

    /**
     * Singular vectors of one layer.
     *
     * @param left U, {@code in·h × full}
     * @param right V·S, {@code out·w × full}
     * @param squares S²
     */
    private record SpatialForm(
            FloatLayer layer, Kernel kernel, int[] ranks, DMatrixRMaj left, DMatrixRMaj right, Symmetric squares)
            implements Form {
        static SpatialForm of(FloatLayer layer, Kernel k, DMatrixRMaj weights, int multiple) {
            DMatrixRMaj m = unfolded(k, weights);
            boolean tall = m.numRows > m.numCols;
            DMatrixRMaj gram = new DMatrixRMaj(Math.min(m.numRows, m.numCols), Math.min(m.numRows, m.numCols));
            if (tall) {
                CommonOps_DDRM.multInner(m, gram);
            } else {
                CommonOps_DDRM.multOuter(m, gram);
            }
            Symmetric squares = Symmetric.of(gram);
            int full = gram.numRows;
            DMatrixRMaj left = new DMatrixRMaj(m.numRows, full);
            DMatrixRMaj right = new DMatrixRMaj(m.numCols, full);
            if (tall) {
                CommonOps_DDRM.mult(m, squares.vectors(), left);
                right.setTo(squares.vectors());
            } else {
                left.setTo(squares.vectors());
                CommonOps_DDRM.multTransA(m, squares.vectors(), right);
            }
            balance(left, right);
            return new SpatialForm(layer, k, Kernel.ranks(full, multiple), left, right, squares);
        }

        private static DMatrixRMaj unfolded(Kernel k, DMatrixRMaj weights) {
            DMatrixRMaj m = new DMatrixRMaj(k.in() * k.height(), k.out() * k.width());
            int next = 0;
            for (int o = 0; o < k.out(); o++) {
                for (int row = 0; row < m.numRows; row++) {
                    for (int x = 0; x < k.width(); x++) {
                        m.data[row * m.numCols + o * k.width() + x] = weights.data[next++];
                    }
                }
            }
            return m;
        }

        /** Gives each pair of vectors the same length, so that neither convolution has weights of another scale. */
        private static void balance(DMatrixRMaj left, DMatrixRMaj right) {
            for (int r = 0; r < left.numCols; r++) {
                double a = length(left, r);
                double b = length(right, r);
                if (a > 0 && b > 0) {
                    scale(left, r, Math.sqrt(b / a));
                    scale(right, r, Math.sqrt(a / b));
                }
            }
        }

        private static double length(DMatrixRMaj m, int column) {
            double sum = 0;
            for (int i = 0; i < m.numRows; i++) {
                sum += m.data[i * m.numCols + column] * m.data[i * m.numCols + column];
            }
            return Math.sqrt(sum);
        }

        private static void scale(DMatrixRMaj m, int column, double by) {
            for (int i = 0; i < m.numRows; i++) {
                m.data[i * m.numCols + column] *= by;
            }
        }

        @Override
        public List<Double> sizes() {
            return Arrays.stream(ranks).mapToObj(this::macs).toList();
        }

        /** The first convolution already has the result's rows, but the input's columns. */
        private double macs(int rank) {
            return (double) rank
                    * (kernel.in() * kernel.height() * kernel.strides()[1] + kernel.out() * kernel.width());
        }

        @Override
        public Factors at(int size) {
            int rank = ranks[size];
            int w = kernel.width();
            DMatrixRMaj features = new DMatrixRMaj(rank * w, left.numRows * w);
            DMatrixRMaj mix = new DMatrixRMaj(kernel.out(), rank * w);
            for (int r = 0; r < rank; r++) {
                for (int x = 0; x < w; x++) {
                    for (int row = 0; row < left.numRows; row++) {
                        features.data[(r * w + x) * features.numCols + row * w + x] = left.data[row * left.numCols + r];
                    }
                    for (int o = 0; o < kernel.out(); o++) {
                        mix.data[o * mix.numCols + r * w + x] = right.data[(o * w + x) * right.numCols + r];
                    }
                }
            }
            return new Factors(
                    "rank " + rank,
                    squares.energy(rank),
                    macs(rank),
                    features,
                    mix,
                    (graph, b, bias) -> convolutions(graph, rank, b, bias));
        }

        private Replacement convolutions(Graph graph, int rank, DMatrixRMaj mix, float @Nullable [] bias) {
            double[] columns = new double[rank * left.numRows];
            for (int r = 0; r < rank; r++) {
                for (int row = 0; row < left.numRows; row++) {
                    columns[r * left.numRows + row] = left.data[row * left.numCols + r];
                }
            }
            long[] s = kernel.strides();
            long[] p = kernel.pads();
            long[] d = kernel.dilations();
            Operators operators = new Operators(graph, layer.node());
            String between = operators.convolution(
                    operators.input(),
                    columns,
                    new long[] {rank, kernel.in(), kernel.height(), 1},
                    null,
                    moves(new long[] {s[0], 1}, new long[] {p[0], 0, p[2], 0}, new long[] {d[0], 1}));
            operators.convolution(
                    between,
                    mix.data,
                    new long[] {kernel.out(), rank, 1, kernel.width()},
                    bias,
                    moves(new long[] {1, s[1]}, new long[] {0, p[1], 0, p[3]}, new long[] {1, d[1]}));
            return operators.replacement();
        }

        private static Attributes moves(long[] strides, long[] pads, long[] dilations) {
            return new Attributes()
                    .setInts("strides", strides)
                    .setInts("pads", pads)
                    .setInts("dilations", dilations);
        }
    }
}
