package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.precision.ConvertToFloat16;
import dev.visor.compression.pass.quantization.QuantizeWeights;
import dev.visor.compression.pass.sharing.Granularity;
import dev.visor.compression.pass.sharing.ShareWeights;
import dev.visor.compression.pass.sharing.Spacing;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldStoredWeightsTest {
    private final FoldStoredWeights pass = new FoldStoredWeights();

    @Test
    void turnsHalvesBackIntoFloats() {
        Graph graph = TinyModels.yoloLike(2);
        String[] operators = operators(graph);
        new ConvertToFloat16(64, 50).apply(graph, PassContext.bare());
        assertThatPass(pass).on(graph).becomes(operators);
    }

    @Test
    void turnsScaledIntegersBackIntoFloatsUnderTheirOldNames() {
        Graph graph = TinyModels.yoloLike(2);
        List<String> weights = graph.nodes("Conv").stream().map(n -> n.input(1)).toList();
        new QuantizeWeights(16, 25).apply(graph, PassContext.bare());
        assertThatPass(pass)
                .on(graph)
                .becomes(after -> assertThat(after.initializers().keySet()).containsAll(weights));
    }

    @Test
    void looksUpSharedWeights() {
        Graph graph = TinyModels.yoloLike(2);
        String[] operators = operators(graph);
        new ShareWeights(16, Granularity.CHANNEL, Spacing.EVEN, 1).apply(graph, PassContext.bare());
        assertThatPass(pass).on(graph).becomes(operators);
    }

    @Test
    void foldsDequantisedWeightsOfAModelThatComputesInFloats() {
        assertThatPass(pass).on(dequantized(false)).becomes("Conv");
    }

    @Test
    void leavesDequantisedWeightsAloneThatBelongToIntegerKernels() {
        assertThatPass(pass).on(dequantized(true)).leavesAlone();
    }

    @Test
    void leavesFloatsAlone() {
        assertThatPass(pass).on(TinyModels.yoloLike(2)).leavesAlone();
    }

    private static Graph dequantized(boolean activations) {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 8, 2, 2);
        String scale = b.constant("scale", Tensor.scalar(0.02f));
        String zero = b.constant("zero", Tensor.ofBytes(ElementType.INT8, new long[0], (byte) 0));
        if (activations) {
            x = b.node("DequantizeLinear", b.node("QuantizeLinear", x, scale, zero), scale, zero);
        }
        byte[] values = new byte[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (5 * i - 60);
        }
        String w = b.constant("w", Tensor.ofBytes(ElementType.INT8, new long[] {3, 8, 1, 1}, values));
        String y = b.node("Conv", x, b.node("DequantizeLinear", w, scale, zero));
        return b.outputAs(y, "y", 1, 3, 2, 2).build();
    }

    private static String[] operators(Graph graph) {
        return graph.nodes().stream().map(Node::opType).toArray(String[]::new);
    }
}
