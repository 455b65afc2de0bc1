package dev.visor.compression.pass.sharing;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.repair.QuantizedLayer;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets the int8 weights of a quantised layer share few of the 255 integers, chosen by k-means (Han et al., <i>Deep
 * Compression</i>, 2016, §3), so that a compressed download tells them apart in fewer bits. Graph, kernels, speed and
 * bytes of the file stay as they are.
 *
 * <pre>
 * y = Conv(DQ(x), DQ(w: int8, −127 … 127))   →   y = Conv(DQ(x), DQ(w: int8, one of {@code clusters} integers))
 * </pre>
 *
 * Zero is always one of the integers.
 *
 * <p>Leaves alone: layers in floating point, those whose weights others read too, those that have no more integers than
 * that, and those whose weights would move by more than {@code maxError}.
 */
@PassId(
        value = "share-int8-weights",
        description = "Lets int8 weights share few integers, so that a compressed download is smaller.")
public record ShareInt8Weights(
        @Option(
                description = "integers that the weights of a layer share, zero among them",
                defaultValue = "64",
                min = 2,
                max = 254)
        int clusters,

        @Option(description = "how the integers lie", defaultValue = "\"even\"")
        Spacing spacing,

        @Option(
                description = "a tensor whose weights would move by more stays: root of Σ(w − c)² / Σw²",
                defaultValue = "0.25",
                min = 0,
                max = 1)
        double maxError)
        implements GraphPass {
    public ShareInt8Weights {
        Options.inRange("clusters", clusters, 2, 254);
        Options.inRange("maxError", maxError, 0, 1);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.QUANTIZED);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        List<String> notes = new ArrayList<>();
        int layers = 0;
        int few = 0;
        long weights = 0;
        double bitsBefore = 0;
        double bitsAfter = 0;
        double worst = 0;
        for (QuantizedLayer layer : QuantizedLayer.of(graph)) {
            Tensor before = layer.weights(graph);
            Tensor after = shared(before);
            if (after.equals(before)) {
                few++;
                continue;
            }
            double error = relativeError(before, after, layer.weightScales(graph), layer.channelAxis(graph));
            if (error > maxError) {
                notes.add("%s stays: %d integers would move its weights by %.3f, maxError is %s"
                        .formatted(layer.node(), clusters, error, maxError));
                continue;
            }
            layer.setWeights(graph, after);
            layers++;
            weights += before.elements();
            bitsBefore += Symbols.entropy(before.bytes()) * before.elements();
            bitsAfter += Symbols.entropy(after.bytes()) * before.elements();
            worst = Math.max(worst, error);
        }
        if (few > 0) {
            notes.add("%d layers stay: their weights have no more than %d integers".formatted(few, clusters));
        }
        if (layers == 0) {
            notes.addFirst("no layer has int8 weights that can share integers");
            return PassResult.of(0, notes);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("sharedWeights", (double) layers);
        figures.put("meanBitsBefore", bitsBefore / weights);
        figures.put("meanBitsAfter", bitsAfter / weights);
        figures.put("worstRelativeError", worst);
        return new PassResult(layers, figures, notes);
    }

    private Tensor shared(Tensor integers) {
        float[] values = integers.floats();
        Codebook codebook = Codebook.of(values, clusters, spacing).rounded();
        byte[] chosen = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            chosen[i] = (byte) codebook.centroids()[codebook.nearest(values[i])];
        }
        return Tensor.ofBytes(ElementType.INT8, integers.dims(), chosen);
    }

    private static double relativeError(Tensor before, Tensor after, float[] scales, int axis) {
        float[] from = before.floats();
        float[] to = after.floats();
        Channels channels = Channels.of(before, axis);
        double error = 0;
        double square = 0;
        for (int i = 0; i < from.length; i++) {
            double scale = scales[scales.length == 1 ? 0 : channels.of(i)];
            error += scale * scale * (from[i] - to[i]) * (from[i] - to[i]);
            square += scale * scale * from[i] * from[i];
        }
        return square == 0 ? 0 : Math.sqrt(error / square);
    }
}
