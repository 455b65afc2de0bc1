package dev.visor.compression.pass.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FloatRestorationTest {
    private final Graph reference = QuantizedExample.reference();
    private final Graph quantized = QuantizedExample.quantized();

    @Test
    void everyIntegerNodeIsInOneGroup() {
        Set<String> grouped = new LinkedHashSet<>();
        int members = 0;
        for (FloatGroup group : FloatGroup.of(quantized)) {
            grouped.addAll(group.outputs());
            members += group.outputs().size();
            assertThat(group.opType()).isEqualTo("Conv");
        }
        assertThat(grouped).isEqualTo(IntegerNodes.of(quantized)).hasSize(members);
    }

    @Test
    void anActivationFunctionIsInTheGroupOfItsConvolution() {
        FloatGroup first = FloatGroup.of(quantized).getFirst();
        assertThat(first.outputs().stream().map(reference::producer).map(node -> node == null ? "" : node.opType()))
                .startsWith("Conv", "Sigmoid", "Mul");
    }

    @Test
    void allNodesInFloatsAreTheFloatGraph() {
        Graph restored = restored(IntegerNodes.of(quantized));
        assertThat(restored.nodes()).noneMatch(IntegerNodes::isConversion);
        assertThat(restored.initializers().keySet())
                .isEqualTo(reference.initializers().keySet());
        assertThat(output(restored)).containsExactly(output(reference), within(1e-5f));
    }

    @Test
    void aRestoredNodeReadsFloatsFromARestoredOneAndItsWeightsAreTheOriginalOnes() {
        List<FloatGroup> groups = FloatGroup.of(quantized);
        Set<String> two = new LinkedHashSet<>(groups.get(0).outputs());
        two.addAll(groups.get(1).outputs());
        Graph restored = restored(two);
        assertThat(GraphChecker.check(restored)).isEmpty();
        for (Node conv : restored.nodes("Conv").subList(0, 2)) {
            assertThat(restored.initializer(conv.input(1))).isEqualTo(reference.initializer(conv.input(1)));
        }
        assertThat(restored.producer(restored.nodes("Conv").get(1).input(0)))
                .matches(node -> node != null && node.is("Mul"));
        assertThat(distance(restored)).isLessThan(distance(quantized));
    }

    @Test
    void leavesAValueQuantizedThatAnIntegerNodeReads() {
        FloatGroup first = FloatGroup.of(quantized).getFirst();
        Graph restored = restored(new LinkedHashSet<>(first.outputs()));
        Node second = restored.nodes("Conv").get(1);
        assertThat(restored.producer(second.input(0))).matches(node -> node != null && node.is("DequantizeLinear"));
        assertThat(restored.nodes("Conv").getFirst().input(0)).isEqualTo("images");
    }

    @Test
    void leavesAGraphAloneWhenNothingIsRestored() {
        assertThat(GraphWriter.toBytes(restored(Set.of()))).isEqualTo(GraphWriter.toBytes(quantized));
    }

    private Graph restored(Set<String> outputs) {
        Graph graph = quantized.copy();
        FloatRestoration.restore(graph, reference, outputs);
        return graph;
    }

    private double distance(Graph graph) {
        float[] expected = output(reference);
        float[] found = output(graph);
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(expected[i] - found[i]);
        }
        return sum;
    }

    private static float[] output(Graph graph) {
        TensorValue input = TensorValue.reusableFloats(1, 3, 64, 64);
        for (int i = 0; i < input.elements(); i++) {
            input.floatBuffer().put(i, (i * 37 % 101) / 101f);
        }
        try (ModelSession session = ModelSession.open(graph, SessionSettings.standard())) {
            return session.run(Map.of("images", input)).get("output0").floats();
        }
    }
}
