package dev.visor.compression.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.pass.quantization.SeededInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.runtime.ShapeOracle;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private final SeededInputs pictures = new SeededInputs("images", 5, 1, 3, 32, 32);

    @Test
    void isTheRatioOfEnergiesInDecibels() {
        SignalToNoise noise = new SignalToNoise();
        noise.add(FloatBuffer.wrap(new float[] {10, Float.NaN}), FloatBuffer.wrap(new float[] {9, 1}));
        assertThat(noise.decibels()).isCloseTo(20, within(1e-9));
        assertThat(new SignalToNoise().decibels()).isEqualTo(999);
    }

    @Test
    void isFoundValueByValue() {
        Graph reference = TinyModels.convBnSilu();
        Graph variant = disturbed();
        String first = reference.nodes("Conv").getFirst().output();

        Map<String, Double> found = NodeNoise.measure(
                variant,
                ShapeOracle.infer(variant),
                reference,
                ShapeOracle.infer(reference),
                pictures,
                3,
                ProgressListener.SILENT);

        assertThat(found).hasSize(reference.nodes().size()).containsEntry(first, 999.0);
        assertThat(found.get("output")).isBetween(5.0, 60.0);
    }

    @Test
    void ofOutputsIsAskedForAfterEachPass() {
        Graph upload = TinyModels.convBnSilu();
        OutputNoise noise = new OutputNoise(upload, Map.of(), pictures, 2);

        assertThat(noise.sqnrDecibels(upload)).isEqualTo(999.0);
        assertThat(noise.sqnrDecibels(disturbed())).isBetween(5.0, 60.0);
    }

    @Test
    void leavesOutValuesThatTheReferenceHasNot() {
        Graph reference = TinyModels.convBnSilu();
        Graph other = TinyModels.residualClassifier();

        assertThat(NodeNoise.measure(
                        other, ShapeOracle.infer(other), reference, Map.of(), pictures, 1, ProgressListener.SILENT))
                .isEmpty();
    }

    @Test
    void leavesOutValuesThatHaveOtherChannelsThanTheReference() {
        Graph reference = Narrowed.original();
        Graph variant = Narrowed.narrowed();

        Map<String, Double> found = NodeNoise.measure(
                variant,
                ShapeOracle.infer(variant),
                reference,
                ShapeOracle.infer(reference),
                pictures,
                2,
                ProgressListener.SILENT);

        assertThat(variant.nodes())
                .allSatisfy(
                        node -> assertThat(reference.producer(node.output())).isNotNull());
        assertThat(found).containsOnlyKeys("output");
        assertThat(found.get("output")).isGreaterThan(100);
        assertThat(new OutputNoise(reference, Map.of(), pictures, 2).sqnrDecibels(variant))
                .isGreaterThan(100);
    }

    /** The last convolution's first weight is a little off. */
    private static Graph disturbed() {
        Graph graph = TinyModels.convBnSilu();
        String weights = graph.nodes("Conv").getLast().input(1);
        Tensor tensor = Objects.requireNonNull(graph.initializer(weights));
        float[] values = tensor.floats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= i % 2 == 0 ? 1.05f : 0.95f;
        }
        graph.setInitializer(weights, Tensor.ofFloats(tensor.dims(), values));
        return graph;
    }
}
