package dev.visor.compression.pass.sharing;

import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weights as indices into a codebook.
 *
 * @param indices UINT8, the shape of the weights; 0 means zero
 * @param codebook the values, ascending
 * @param scales one a channel, by which values are multiplied; empty for none
 * @param scaleDims shape of the scales, which broadcasts to the weights
 * @param relativeError {@code sqrt(Σ(w − ŵ)² / Σw²)}; 0 for weights that are all zero
 */
record SharedWeights(Tensor indices, Codebook codebook, float[] scales, long[] scaleDims, double relativeError) {

    /**
     * Finds a codebook.
     *
     * @param axis along which channels lie
     * @param clusters size of the codebook at most
     */
    static SharedWeights of(Tensor weights, int axis, Granularity granularity, int clusters, Spacing spacing) {
        float[] w = weights.floats();
        Channels channels = Channels.of(weights, axis);
        long[] scaleDims = new long[weights.rank()];
        Arrays.fill(scaleDims, 1);
        scaleDims[axis] = weights.dim(axis);
        float[] scales = granularity == Granularity.LAYER ? new float[0] : rootMeanSquares(w, channels);
        float[] scaled = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            float scale = scales.length == 0 ? 1 : scales[channels.of(i)];
            scaled[i] = w[i] / scale;
        }
        Codebook codebook = Codebook.of(scaled, clusters, spacing);
        byte[] indices = new byte[w.length];
        double error = 0;
        double square = 0;
        for (int i = 0; i < w.length; i++) {
            int nearest = codebook.nearest(scaled[i]);
            indices[i] = (byte) codebook.stored(nearest);
            float scale = scales.length == 0 ? 1 : scales[channels.of(i)];
            double off = w[i] - (double) codebook.centroids()[nearest] * scale;
            error += off * off;
            square += (double) w[i] * w[i];
        }
        return new SharedWeights(
                Tensor.ofBytes(ElementType.UINT8, weights.dims(), indices),
                codebook,
                scales,
                scaleDims,
                square == 0 ? 0 : Math.sqrt(error / square));
    }

    private static float[] rootMeanSquares(float[] w, Channels channels) {
        double[] squares = new double[channels.count()];
        for (int i = 0; i < w.length; i++) {
            squares[channels.of(i)] += (double) w[i] * w[i];
        }
        float[] scales = new float[channels.count()];
        for (int c = 0; c < channels.count(); c++) {
            double scale = Math.sqrt(squares[c] * channels.count() / w.length);
            scales[c] = scale > Float.MIN_NORMAL ? (float) scale : 1;
        }
        return scales;
    }

    /** Bytes of the constants. */
    long bytes() {
        return indices.sizeBytes() + Float.BYTES * (long) (codebook.size() + scales.length);
    }

    /** Replaces the constant of this name; answers the nodes that make it, for the front of the graph, in order. */
    List<Node> store(Graph graph, String name) {
        graph.removeInitializer(name);
        String index = graph.addInitializer(name + "_index", indices);
        String values = graph.addInitializer(name + "_codebook", Tensor.vector(codebook.zeroFirst()));
        String wide = graph.freshName(name + "_index_int32");
        String looked = scales.length == 0 ? name : graph.freshName(name + "_unscaled");
        List<Node> nodes = new ArrayList<>();
        Attributes to = new Attributes().set("to", ElementType.INT32.code());
        nodes.add(new Node("", "Cast", wide, List.of(index), List.of(wide), to));
        nodes.add(new Node("Gather", name + "_shared", List.of(values, wide), List.of(looked)));
        if (scales.length > 0) {
            String scale = graph.addInitializer(name + "_scale", Tensor.ofFloats(scaleDims, scales));
            nodes.add(new Node("Mul", name + "_scaled", List.of(looked, scale), List.of(name)));
        }
        return nodes;
    }
}
