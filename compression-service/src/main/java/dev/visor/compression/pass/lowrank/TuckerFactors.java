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
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Fewer channels before and after the kernel: {@code W = core ×_O U_O ×_I U_I} by singular vectors of both unfoldings, as a
 * 1×1, the kernel and a 1×1 convolution.
 *
 * @param multiple of which ranks are
 */
record TuckerFactors(int multiple) implements Technique {
    /**
     * Ranks of both sides.
     *
     * @param in channels that the kernel reads
     * @param out channels that it makes
     */
    private record Ranks(int in, int out) {}

    @Override
    public @Nullable String refusal(FloatLayer layer) {
        return Kernel.of(layer).area() > 1 ? null : "are 1×1";
    }

    @Override
    public Form form(FloatLayer layer, DMatrixRMaj weights, @Nullable NormalEquations data) {
        Kernel k = Kernel.of(layer);
        DMatrixRMaj outer = new DMatrixRMaj(k.out(), k.out());
        CommonOps_DDRM.multOuter(weights, outer);
        DMatrixRMaj turned = turned(k, weights);
        DMatrixRMaj inner = new DMatrixRMaj(k.in(), k.in());
        CommonOps_DDRM.multOuter(turned, inner);
        Symmetric out = Symmetric.of(outer);
        Symmetric in = Symmetric.of(inner);
        return new TuckerForm(layer, k, turned, in, out, ranks(in, out));
    }

    /** The side that keeps the lesser share gets the next rank. */
    private List<Ranks> ranks(Symmetric in, Symmetric out) {
        int[] ins = Kernel.ranks(in.values().length, multiple);
        int[] outs = Kernel.ranks(out.values().length, multiple);
        List<Ranks> found = new ArrayList<>();
        int i = 0;
        int o = 0;
        while (true) {
            found.add(new Ranks(ins[i], outs[o]));
            boolean moreIn = i < ins.length - 1;
            boolean moreOut = o < outs.length - 1;
            if (!moreIn && !moreOut) {
                return found;
            }
            if (moreIn && (!moreOut || in.energy(ins[i]) <= out.energy(outs[o]))) {
                i++;
            } else {
                o++;
            }
        }
    }

    /** Weights as {@code [in, out·area]}. */
    private static DMatrixRMaj turned(Kernel k, DMatrixRMaj weights) {
        DMatrixRMaj turned = new DMatrixRMaj(k.in(), k.out() * k.area());
        for (int o = 0; o < k.out(); o++) {
            for (int i = 0; i < k.in(); i++) {
                System.arraycopy(
                        weights.data,
                        (o * k.in() + i) * k.area(),
                        turned.data,
                        i * turned.numCols + o * k.area(),
                        k.area());
            }
        }
        return turned;
    }

    private record TuckerForm(
            FloatLayer layer, Kernel kernel, DMatrixRMaj turned, Symmetric in, Symmetric out, List<Ranks> ranks)
            implements Form {
        @Override
        public List<Double> sizes() {
            return ranks.stream().map(this::macs).toList();
        }

        /** The first convolution has the input's places. */
        private double macs(Ranks r) {
            double places = kernel.strides()[0] * kernel.strides()[1];
            return places * r.in * kernel.in() + (double) r.in * r.out * kernel.area() + (double) r.out * kernel.out();
        }

        @Override
        public Factors at(int size) {
            Ranks r = ranks.get(size);
            DMatrixRMaj first = in.leading(r.in);
            DMatrixRMaj mix = out.leading(r.out);
            DMatrixRMaj core = core(first, mix);
            DMatrixRMaj features = new DMatrixRMaj(r.out, kernel.in() * kernel.area());
            for (int o = 0; o < r.out; o++) {
                for (int i = 0; i < kernel.in(); i++) {
                    for (int a = 0; a < kernel.area(); a++) {
                        double sum = 0;
                        for (int j = 0; j < r.in; j++) {
                            sum += first.data[i * r.in + j] * core.data[(o * r.in + j) * kernel.area() + a];
                        }
                        features.data[o * features.numCols + i * kernel.area() + a] = sum;
                    }
                }
            }
            return new Factors(
                    "ranks %d and %d".formatted(r.in, r.out),
                    Math.min(in.energy(r.in), out.energy(r.out)),
                    macs(r),
                    features,
                    mix,
                    (graph, b, bias) -> convolutions(graph, r, first, core, b, bias));
        }

        /** {@code [r.out, r.in·area]}. */
        private DMatrixRMaj core(DMatrixRMaj first, DMatrixRMaj last) {
            DMatrixRMaj narrow = new DMatrixRMaj(first.numCols, turned.numCols);
            CommonOps_DDRM.multTransA(first, turned, narrow);
            int area = kernel.area();
            DMatrixRMaj core = new DMatrixRMaj(last.numCols, first.numCols * area);
            for (int o = 0; o < last.numCols; o++) {
                for (int full = 0; full < kernel.out(); full++) {
                    double share = last.data[full * last.numCols + o];
                    for (int j = 0; j < first.numCols; j++) {
                        for (int a = 0; a < area; a++) {
                            core.data[(o * first.numCols + j) * area + a] +=
                                    share * narrow.data[j * narrow.numCols + full * area + a];
                        }
                    }
                }
            }
            return core;
        }

        private Replacement convolutions(
                Graph graph, Ranks r, DMatrixRMaj first, DMatrixRMaj core, DMatrixRMaj mix, float @Nullable [] bias) {
            DMatrixRMaj narrowing = new DMatrixRMaj(r.in, kernel.in());
            CommonOps_DDRM.transpose(first, narrowing);
            Operators operators = new Operators(graph, layer.node());
            String narrow = operators.convolution(
                    operators.input(), narrowing.data, new long[] {r.in, kernel.in(), 1, 1}, null, new Attributes());
            String made = operators.convolution(
                    narrow, core.data, new long[] {r.out, r.in, kernel.height(), kernel.width()}, null, kernel.moves());
            operators.convolution(made, mix.data, new long[] {kernel.out(), r.out, 1, 1}, bias, new Attributes());
            return operators.replacement();
        }
    }
}
