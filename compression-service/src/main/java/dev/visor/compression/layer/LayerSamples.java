package dev.visor.compression.layer;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.List;

/** Samples of what a layer reads and of what it should give: patches at places evenly spread over each picture. */
public final class LayerSamples {
    private final LayerShape shape;
    private final Graph pair;
    private final Layer layer;
    private final Node twin;

    /**
     * @param pair that the layer is in, as {@link PairedGraph} makes it
     * @param twin what computes the layer's result in the original
     */
    public LayerSamples(LayerShape shape, Graph pair, Layer layer, Node twin) {
        this.shape = shape;
        this.pair = pair;
        this.layer = layer;
        this.twin = twin;
    }

    /** Takes samples of one picture: {@code x [groups, count, columns]} and {@code yt [groups, rows, count]}. */
    public interface Taker {
        void take(int image, float[] x, float[] yt, int count);
    }

    /**
     * Gathers from every picture.
     *
     * @param wanted how many samples in all, if the pictures have so many places
     * @param chunk how many floats of x at once, about
     */
    public void gather(StagedRun run, int wanted, int chunk, Taker taker) {
        float[] bias = bias();
        int most = Math.max(1, chunk / (shape.groups() * shape.columns()));
        run.observe(
                List.of(layer),
                cut -> cut.addOutput(new ValueInfo(twin.output(), ElementType.UNDEFINED, null)),
                (image, outputs) -> {
                    TensorValue given = run.inputIfKept(layer, image);
                    LayerInput input = given == null ? null : layer.input(pair, given);
                    if (input == null) {
                        return;
                    }
                    TensorValue result = outputs.get(twin.output());
                    int places = shape.places(result);
                    int width = Math.toIntExact(result.dim(-1));
                    int count = Math.min(places, Math.ceilDiv(wanted, run.images()));
                    for (int from = 0; from < count; from += most) {
                        int to = Math.min(count, from + most);
                        take(image, input, result.floatBuffer(), bias, width, places, count, from, to, taker);
                    }
                });
    }

    private void take(
            int image,
            LayerInput input,
            FloatBuffer result,
            float[] bias,
            int width,
            int places,
            int count,
            int from,
            int to,
            Taker taker) {
        int n = to - from;
        int k = shape.columns();
        float[] x = new float[shape.groups() * n * k];
        float[] yt = new float[shape.groups() * shape.rows() * n];
        for (int i = 0; i < n; i++) {
            // Half a stride further in every second picture, so that pictures don't all sample the same places.
            int place = (int) ((2L * (from + i) + image % 2) * places / (2L * count));
            for (int g = 0; g < shape.groups(); g++) {
                shape.patch(input, width, g, place, x, (g * n + i) * k);
            }
            for (int channel = 0; channel < shape.groups() * shape.rows(); channel++) {
                float y = result.get(shape.resultIndex(places, place, channel));
                yt[channel * n + i] = y - (bias.length == 0 ? 0 : bias[channel]);
            }
        }
        taker.take(image, x, yt, n);
    }

    private float[] bias() {
        Tensor bias = twin.is("MatMul") ? null : pair.initializer(twin.input(2));
        return bias == null ? new float[0] : bias.floats();
    }
}
