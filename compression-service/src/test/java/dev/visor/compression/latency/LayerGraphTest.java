package dev.visor.compression.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayerGraphTest {
    private static final String SURROUNDED =
            "Conv 1×1×20×20 → 1×16×20×20, 1×1, stride 1, groups 1, no bias + %s" + " + GlobalAveragePool → 1×32×1×1";

    @Test
    void cutsALayerWithItsActivationOut() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.relu(b.conv(b.input("x", 1, 16, 20, 20), 16, 32, 3, 2, 1));
        Graph graph = b.output(b.silu(x), 1, 32, 10, 10).build();
        assertThat(text(graph))
                .isEqualTo(SURROUNDED.formatted("Conv 1×16×20×20 → 1×32×10×10, 3×3, stride 2, groups 1 + Relu"));
    }

    @Test
    void takesSwishAsOneActivation() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.silu(b.conv(b.input("x", 1, 16, 20, 20), 16, 32, 3, 2, 1));
        Graph graph = b.output(x, 1, 32, 10, 10).build();
        assertThat(text(graph))
                .isEqualTo(SURROUNDED.formatted(
                        "Conv 1×16×20×20 → 1×32×10×10, 3×3, stride 2, groups 1 + Sigmoid + Mul(2, 3)"));
    }

    @Test
    void leavesOutWhatIsNotAloneBehindTheLayer() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.conv(b.input("x", 1, 16, 20, 20), 16, 32, 3, 2, 1);
        Graph graph = b.output(b.add(x, b.relu(x)), 1, 32, 10, 10).build();
        assertThat(text(graph))
                .isEqualTo(SURROUNDED.formatted("Conv 1×16×20×20 → 1×32×10×10, 3×3, stride 2, groups 1"));
    }

    @Test
    void measuresALinearLayerWithoutSurroundings() {
        GraphBuilder b = new GraphBuilder("g");
        Graph graph = b.output(b.gemm(b.input("x", 1, 8), 8, 4), 1, 4).build();
        assertThat(text(graph)).isEqualTo("Gemm{transB=1}(in 1×8, float 4×8, float 4) → 1×4");
    }

    @Test
    void subtractsWhatTheSurroundingsTake() {
        GraphBuilder b = new GraphBuilder("g");
        Graph graph = b.output(b.conv(b.input("x", 1, 16, 20, 20), 16, 32, 3, 2, 1), 1, 32, 10, 10)
                .build();
        LayerLatency latency =
                small -> small.nodes().size() == 3 ? 100 : small.nodes().size() * 10;
        assertThat(cut(graph).micros(latency)).isEqualTo(80);
    }

    @Test
    void putsAReplacementInTheSamePlace() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.relu(b.conv(b.input("x", 1, 16, 20, 20), 16, 32, 3, 2, 1));
        Graph graph = b.output(x, 1, 32, 10, 10).build();
        Node node = graph.nodes().getFirst();
        Replacement twice = new Replacement(
                List.of(
                        new Node("Sigmoid", "s", List.of("x"), List.of("between")),
                        new Node("Tanh", "t", List.of("between"), List.of(node.output()))),
                Map.of());
        assertThat(cut(graph).surrounded(twice).nodes())
                .extracting(Node::opType)
                .containsExactly("Conv", "Sigmoid", "Tanh", "Relu", "GlobalAveragePool");
        twice.replace(graph, node);
        assertThat(graph.nodes()).extracting(Node::opType).containsExactly("Sigmoid", "Tanh", "Relu");
        assertThat(graph.initializers()).isEmpty();
    }

    private static LayerGraph cut(Graph graph) {
        return Objects.requireNonNull(
                LayerGraph.of(graph, ShapeOracle.infer(graph), graph.nodes().getFirst()));
    }

    private static String text(Graph graph) {
        Node node = graph.nodes().getFirst();
        return LayerText.of(cut(graph).surrounded(Replacement.itself(graph, node)));
    }
}
