package dev.visor.compression.layer;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.ModelSession;
import org.jspecify.annotations.Nullable;

/**
 * What a layer reads and should give on calibration pictures: three pictures in four teach, the fourth judges what was
 * learnt.
 *
 * @param taught to learn from
 * @param judged to judge by; empty if all teach
 */
public record LayerEvidence(GramSums taught, GramSums judged) {
    /** One picture in so many judges. */
    public static final int HELD_BACK = 4;

    private static final int LEAST_SAMPLES = 2048;
    private static final int SAMPLES_PER_COLUMN = 6;
    /** Floats of samples that are multiplied at once. */
    private static final int CHUNK = 1 << 22;

    /**
     * Gathers in the present stage of a run.
     *
     * @param pair the graph that runs, as {@link PairedGraph} makes it
     * @return null where the layer's input can't be read, or it has no twin in the original
     */
    public static @Nullable LayerEvidence gather(Graph pair, StagedRun<?> run, Layer layer, LayerShape shape) {
        return gather(pair, run, layer, shape, LEAST_SAMPLES, true);
    }

    /**
     * Gathers in the present stage of a run.
     *
     * @param leastSamples wanted where a layer has few columns
     * @param judge whether pictures are held back; if not, all teach
     * @return null where the layer's input can't be read, or it has no twin in the original
     */
    public static @Nullable LayerEvidence gather(
            Graph pair, StagedRun<?> run, Layer layer, LayerShape shape, int leastSamples, boolean judge) {
        Node twin = pair.producer(PairedGraph.inReference(layer.output()));
        if (twin == null) {
            return null;
        }
        GramSums taught = new GramSums(shape);
        GramSums judged = new GramSums(shape);
        int wanted = Math.max(leastSamples, SAMPLES_PER_COLUMN * shape.columns());
        try (ModelSession multiplier = GramSums.multiplier(shape)) {
            new LayerSamples(shape, pair, layer, twin)
                    .gather(
                            run,
                            wanted,
                            CHUNK,
                            (image, x, yt, count) -> (judge && image % HELD_BACK == HELD_BACK - 1 ? judged : taught)
                                    .add(multiplier, x, yt, count));
        }
        boolean read = taught.samples() > 0 && (!judge || judged.samples() > 0);
        return read ? new LayerEvidence(taught, judged) : null;
    }
}
