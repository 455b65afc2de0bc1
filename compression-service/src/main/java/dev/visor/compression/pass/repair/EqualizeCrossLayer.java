package dev.visor.compression.pass.repair;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the channels between two convolutions ranges that are alike, so that one 8-bit scale suits them all: a channel is
 * divided where it is made and multiplied where it is read. See <i>Data-Free Quantization Through Weight Equalization and
 * Bias Correction</i> (Nagel et al., 2019).
 *
 * <pre>
 * y = Conv(Relu(Conv(x, w₁, b₁)), w₂)   →   y = Conv(Relu(Conv(x, w₁/s, b₁/s)), w₂·s),   s_i = √(max|w₁[i]| / max|w₂[:,i]|)
 * </pre>
 *
 * Every s is rounded to a power of two, so that results are the same to the bit. It holds through nothing, Relu, LeakyRelu
 * and PRelu ({@code f(x/s) = f(x)/s}), and along chains with depthwise convolutions, whose pairs are gone over until none
 * changes. Leaves alone what lies behind SiLU, HardSwish, Sigmoid or Clip, channels that something else reads too (a
 * residual, a concatenation, an output), weights that aren't constant or are shared, and convolutions in groups that
 * aren't depthwise where they read.
 */
@PassId(
        value = "equalize-cross-layer",
        description = "Gives channels between two convolutions ranges that are alike, without changing a result.")
public record EqualizeCrossLayer() implements GraphPass {
    private static final int SWEEPS = 20;
    /** Greatest factor of a channel, as a power of two. */
    private static final int MOST = 10;

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS, Property.FUSED_BATCH_NORM);
    }

    @Override
    public Set<Property> refuses() {
        return Property.storedForms();
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        List<Pair> pairs = new ArrayList<>();
        for (Node node : graph.nodes("Conv")) {
            Pair pair = Pair.from(graph, node);
            if (pair != null) {
                pairs.add(pair);
            }
        }
        if (pairs.isEmpty()) {
            return PassResult.leftAlone(
                    "no two convolutions have nothing but Relu, LeakyRelu or PRelu between them that nothing else reads");
        }
        int[] shifts = new int[pairs.size()];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            int changed = 0;
            for (int p = 0; p < shifts.length; p++) {
                int scaled = pairs.get(p).equalize(graph);
                shifts[p] += scaled;
                changed += scaled;
            }
            if (changed == 0) {
                break;
            }
        }
        int equalized = 0;
        int channels = 0;
        for (int shift : shifts) {
            equalized += shift > 0 ? 1 : 0;
            channels += shift;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("pairs", (double) pairs.size());
        figures.put("equalizedPairs", (double) equalized);
        figures.put("rescalings", (double) channels);
        List<String> notes = equalized == 0 ? List.of("all channels are alike already") : List.of();
        return new PassResult(equalized, figures, notes);
    }

    /** A convolution and the only one that reads it. */
    private record Pair(Node first, Node second, boolean depthwise) {
        static @Nullable Pair from(Graph graph, Node first) {
            Tensor weights = own(graph, first, 1);
            if (weights == null || first.hasInput(2) && own(graph, first, 2) == null) {
                return null;
            }
            Node reader = graph.onlyConsumer(first.output());
            if (reader != null && scalesThrough(graph, reader)) {
                reader = graph.onlyConsumer(reader.output());
            }
            Tensor next = reader != null && reader.is("Conv") ? own(graph, reader, 1) : null;
            if (reader == null || next == null || reader.inputs().indexOf(reader.input(0)) != 0) {
                return null;
            }
            long group = reader.attributes().getInt("group", 1);
            long channels = weights.dim(0);
            boolean depthwise = group == channels && next.dim(0) == channels && next.dim(1) == 1 && channels > 1;
            return depthwise || group == 1 && next.dim(1) == channels ? new Pair(first, reader, depthwise) : null;
        }

        private static boolean scalesThrough(Graph graph, Node node) {
            if (node.is("Relu") || node.is("LeakyRelu")) {
                return true;
            }
            return node.is("PRelu") && graph.initializer(node.input(1)) != null;
        }

        private static @Nullable Tensor own(Graph graph, Node node, int input) {
            Tensor tensor = graph.initializer(node.input(input));
            boolean own = tensor != null
                    && tensor.type() == ElementType.FLOAT
                    && graph.onlyConsumer(node.input(input)) == node
                    && !graph.isInput(node.input(input));
            return own ? tensor : null;
        }

        /** Rescales channels; returns how many. */
        int equalize(Graph graph) {
            Tensor made = own(graph, first, 1);
            Tensor read = own(graph, second, 1);
            Tensor bias = own(graph, first, 2);
            if (made == null || read == null) {
                return 0;
            }
            float[] w1 = made.floats();
            float[] w2 = read.floats();
            float[] b1 = bias == null ? new float[0] : bias.floats();
            int channels = Math.toIntExact(made.dim(0));
            int kernel = Math.toIntExact(read.elements() / read.dim(0) / read.dim(1));
            double[] largestMade = new double[channels];
            double[] largestRead = new double[channels];
            for (int i = 0; i < w1.length; i++) {
                int c = i / (w1.length / channels);
                largestMade[c] = Math.max(largestMade[c], Math.abs(w1[i]));
            }
            for (int i = 0; i < w2.length; i++) {
                int c = channelOf(i, kernel, channels);
                largestRead[c] = Math.max(largestRead[c], Math.abs(w2[i]));
            }
            int changed = 0;
            int[] powers = new int[channels];
            for (int c = 0; c < channels; c++) {
                powers[c] = largestMade[c] > 0 && largestRead[c] > 0 ? power(largestMade[c] / largestRead[c]) : 0;
                changed += powers[c] == 0 ? 0 : 1;
            }
            for (int i = 0; i < w1.length; i++) {
                w1[i] = Math.scalb(w1[i], -powers[i / (w1.length / channels)]);
            }
            for (int i = 0; i < w2.length; i++) {
                w2[i] = Math.scalb(w2[i], powers[channelOf(i, kernel, channels)]);
            }
            for (int c = 0; c < b1.length; c++) {
                b1[c] = Math.scalb(b1[c], -powers[c]);
            }
            if (changed > 0) {
                graph.setInitializer(first.input(1), Tensor.ofFloats(made.dims(), w1));
                graph.setInitializer(second.input(1), Tensor.ofFloats(read.dims(), w2));
                if (bias != null) {
                    graph.setInitializer(first.input(2), Tensor.ofFloats(bias.dims(), b1));
                }
            }
            return changed;
        }

        /** The channel that a weight of the second convolution reads. */
        private int channelOf(int index, int kernel, int channels) {
            return depthwise ? index / kernel : index / kernel % channels;
        }

        private static int power(double ratio) {
            // Towards zero: a ratio within a factor of four is as good as even, and no pair can swing.
            return Math.clamp((int) (Math.log(ratio) / Math.log(2) / 2), -MOST, MOST);
        }
    }
}
