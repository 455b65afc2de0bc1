package dev.visor.onnx.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import org.junit.jupiter.api.Test;

class GraphStatsTest {
    @Test
    void countsMultiplyAccumulatesOfConvolutionsByHand() {
        GraphStats stats = GraphStats.of(TinyModels.convBnSilu());
        long first = 16L * 16 * 8 * 3 * 9;
        long second = 8L * 8 * 16 * 8 * 9;
        long third = 8L * 8 * 4 * 16;
        assertThat(stats.macsByNode().values()).containsExactly(first, second, third);
        assertThat(stats.macs()).isEqualTo(first + second + third);
    }

    @Test
    void countsDepthwiseAndLinearLayers() {
        GraphStats stats = GraphStats.of(TinyModels.residualClassifier());
        assertThat(stats.macsByNode().values())
                .containsExactly(16L * 16 * 8 * 27, 16L * 16 * 8 * 9, 16L * 16 * 8 * 8, 80L);
    }

    @Test
    void countsParametersWithoutIndexTensors() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 4);
        String y = b.mul(x, b.constant("w", Tensor.vector(1f, 0f, -0f, 2f)));
        Graph g = b.output(b.reshape(y, 2, 2), 2, 2).build();
        GraphStats stats = GraphStats.of(g);
        assertThat(stats.parameters()).isEqualTo(4);
        assertThat(stats.nonZeroParameters()).isEqualTo(2);
        assertThat(stats.weightBytes()).isEqualTo(16 + 16);
        assertThat(stats.fileBytes()).isEqualTo(GraphWriter.toBytes(g).length);
        assertThat(stats.nodesByOpType()).containsOnlyKeys("Mul", "Reshape");
    }
}
