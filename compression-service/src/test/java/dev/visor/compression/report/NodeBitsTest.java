package dev.visor.compression.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NodeBitsTest {
    private static final Tensor INT8 = Tensor.ofBytes(ElementType.INT8, new long[] {4, 3, 1, 1}, new byte[12]);

    @Test
    void seesWeightsAndActivationsThroughWhatOnlyConvertsThem() {
        check(
                b -> {
                    String scale = b.constant("scale", Tensor.scalar(0.1f));
                    String zero =
                            b.constant("zero", Tensor.ofBytes(ElementType.UINT8, new long[0], new byte[] {(byte) 128}));
                    String x = b.input("images", 1, 3, 8, 8);
                    x = b.node("DequantizeLinear", b.node("QuantizeLinear", x, scale, zero), scale, zero);
                    String w = b.node("DequantizeLinear", b.constant("w", INT8), scale);
                    b.outputAs(b.node("Conv", x, w), "y", 1, 4, 8, 8);
                },
                (bits, conv) -> {
                    assertThat(bits.weights(conv)).isEqualTo(INT8);
                    assertThat(bits.weightBits(conv)).isEqualTo(8);
                    assertThat(bits.activationBits(conv)).isEqualTo(8);
                    assertThat(bits.isInteger(conv)).isTrue();
                });
    }

    @Test
    void weightsThatAreOnlyStoredInIntegersLeaveTheNodeInFloat() {
        check(
                b -> {
                    String scale = b.constant("scale", Tensor.ofFloats(new long[] {4, 1, 1, 1}, 1, 1, 1, 1));
                    String w =
                            b.node("Mul", b.node("Cast", List.of(b.constant("w", INT8)), a -> a.set("to", 1)), scale);
                    b.outputAs(b.node("Conv", b.input("images", 1, 3, 8, 8), w), "y", 1, 4, 8, 8);
                },
                (bits, conv) -> {
                    assertThat(bits.weights(conv)).isEqualTo(INT8);
                    assertThat(bits.weightBits(conv)).isEqualTo(8);
                    assertThat(bits.activationBits(conv)).isEqualTo(32);
                    assertThat(bits.isInteger(conv)).isFalse();
                });
    }

    @Test
    void sharedWeightsHaveAsManyBitsAsTellTheirValuesApart() {
        for (int values : new int[] {2, 5, 16, 17, 256}) {
            Tensor indices = Tensor.ofBytes(ElementType.UINT8, new long[] {100, 3, 1, 1}, new byte[300]);
            check(
                    b -> {
                        String index = b.node("Cast", List.of(b.constant("i", indices)), a -> a.set("to", 6));
                        String w = b.node("Gather", b.constant("c", Tensor.vector(new float[values])), index);
                        String scale = b.constant("s", Tensor.scalar(2f));
                        b.outputAs(b.node("Conv", b.input("images", 1, 3, 8, 8), b.mul(w, scale)), "y", 1, 100, 8, 8);
                    },
                    (bits, conv) -> {
                        assertThat(bits.weights(conv)).isEqualTo(indices);
                        assertThat(bits.weightBits(conv)).isEqualTo((int) Math.ceil(Math.log(values) / Math.log(2)));
                        assertThat(bits.isInteger(conv)).isFalse();
                    });
        }
    }

    @Test
    void leavesNodesWithoutLearntWeightsAlone() {
        GraphBuilder b = new GraphBuilder("bits", 1);
        b.outputAs(b.mul(b.input("images", 1, 3, 8, 8), b.constant("c", Tensor.scalar(2f))), "y", 1, 3, 8, 8);
        Graph graph = b.build();
        NodeBits bits = new NodeBits(graph, Map.of());
        Node mul = graph.nodes("Mul").getFirst();
        assertThat(bits.weights(mul)).isNull();
        assertThat(bits.isAuxiliary(mul)).isFalse();
        assertThat(bits.activationBits(mul)).isEqualTo(32);
    }

    private interface Check {
        void of(NodeBits bits, Node conv);
    }

    private static void check(Consumer<GraphBuilder> nodes, Check check) {
        GraphBuilder b = new GraphBuilder("bits", 1);
        nodes.accept(b);
        Graph graph = b.build();
        NodeBits bits = new NodeBits(graph, Map.of());
        assertThat(graph.nodes().stream().filter(n -> !bits.isAuxiliary(n)).map(Node::opType))
                .containsExactly("Conv");
        check.of(bits, graph.nodes("Conv").getFirst());
    }
}
