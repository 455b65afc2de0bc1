package dev.visor.compression.pass.decoupling;

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
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Kernels of each input channel as sums of a few: {@code W[:,i] = P_i·D_i} with the singular vectors {@code D_i} of that
 * channel's kernels, which is a depthwise convolution for each term and a pointwise one for all.
 *
 * @param most terms
 */
record DecoupledFactors(int most) implements Technique {
    @Override
    public @Nullable String refusal(FloatLayer layer) {
        return Kernel.of(layer).area() > 1 ? null : "are pointwise already";
    }

    @Override
    public Form form(FloatLayer layer, DMatrixRMaj weights, @Nullable NormalEquations data) {
        Kernel k = Kernel.of(layer);
        List<Symmetric> channels = new ArrayList<>();
        for (int i = 0; i < k.in(); i++) {
            DMatrixRMaj kernels = CommonOps_DDRM.extract(weights, 0, k.out(), i * k.area(), (i + 1) * k.area());
            DMatrixRMaj gram = new DMatrixRMaj(k.area(), k.area());
            CommonOps_DDRM.multInner(kernels, gram);
            channels.add(Symmetric.of(gram));
        }
        return new DecoupledForm(layer, k, weights, channels, Math.min(most, Math.min(k.area(), k.out())));
    }

    private record DecoupledForm(
            FloatLayer layer, Kernel kernel, DMatrixRMaj weights, List<Symmetric> channels, int most) implements Form {
        @Override
        public List<Double> sizes() {
            return IntStream.rangeClosed(1, most).mapToObj(this::macs).toList();
        }

        private double macs(int terms) {
            return (double) terms * kernel.in() * (kernel.area() + kernel.out());
        }

        @Override
        public Factors at(int size) {
            int terms = size + 1;
            DMatrixRMaj features = new DMatrixRMaj(terms * kernel.in(), weights.numCols);
            for (int t = 0; t < terms; t++) {
                for (int i = 0; i < kernel.in(); i++) {
                    for (int a = 0; a < kernel.area(); a++) {
                        features.data[(t * kernel.in() + i) * features.numCols + i * kernel.area() + a] =
                                channels.get(i).vectors().get(a, t);
                    }
                }
            }
            DMatrixRMaj mix = new DMatrixRMaj(kernel.out(), features.numRows);
            CommonOps_DDRM.multTransB(weights, features, mix);
            return new Factors(
                    terms == 1 ? "1 term" : terms + " terms",
                    energy(terms),
                    macs(terms),
                    features,
                    mix,
                    (graph, b, bias) -> operators(graph, terms, b, bias));
        }

        private double energy(int terms) {
            double all = 0;
            double kept = 0;
            for (Symmetric channel : channels) {
                for (int t = 0; t < kernel.area(); t++) {
                    all += channel.values()[t];
                    kept += t < terms ? channel.values()[t] : 0;
                }
            }
            return all == 0 ? 1 : kept / all;
        }

        /**
         * One depthwise convolution a term, side by side: ONNX Runtime has a fast kernel for one filter a channel, and none
         * for several, which takes three to five times as long.
         */
        private Replacement operators(Graph graph, int terms, DMatrixRMaj mix, float @Nullable [] bias) {
            Operators operators = new Operators(graph, layer.node());
            List<String> made = new ArrayList<>();
            for (int t = 0; t < terms; t++) {
                double[] filters = new double[kernel.in() * kernel.area()];
                for (int i = 0; i < filters.length; i++) {
                    filters[i] = channels.get(i / kernel.area()).vectors().get(i % kernel.area(), t);
                }
                made.add(operators.convolution(
                        operators.input(),
                        filters,
                        new long[] {kernel.in(), 1, kernel.height(), kernel.width()},
                        null,
                        kernel.moves().set("group", kernel.in())));
            }
            String all =
                    terms == 1 ? made.getFirst() : operators.plain("Concat", made, new Attributes().set("axis", 1));
            operators.convolution(all, mix.data, new long[] {kernel.out(), mix.numCols, 1, 1}, bias, new Attributes());
            return operators.replacement();
        }
    }
}
