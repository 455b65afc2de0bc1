package dev.visor.compression.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTextTest {
    @Test
    void saysOperatorsAttributesAndShapes() {
        assertThat(LayerText.of(swish(1)))
                .isEqualTo("Conv 1×64×40×40 → 1×64×40×40, 3×3, stride 1, groups 1 + Sigmoid + Mul(1, 2)");
    }

    @Test
    void saysNothingOfWeightsAndNames() {
        assertThat(LayerText.of(swish(2))).isEqualTo(LayerText.of(swish(1)));
    }

    @Test
    void tellsStridesAndMissingBiases() {
        GraphBuilder b = new GraphBuilder("strided");
        String x = b.input("x", 1, 8, 16, 16);
        String y = b.node(
                "Conv",
                List.of(x, b.constant("w", b.normal(1, 4, 8, 3, 1))),
                a -> a.setInts("kernel_shape", 3, 1).setInts("strides", 2, 1).setInts("pads", 1, 0, 1, 0));
        Graph graph = b.output(y, 1, 4, 8, 16).build();
        assertThat(LayerText.of(graph)).isEqualTo("Conv 1×8×16×16 → 1×4×8×16, 3×1, stride 2×1, groups 1, no bias");
    }

    @Test
    void namesWhatAnyOtherOperatorReads() {
        GraphBuilder b = new GraphBuilder("linear");
        String x = b.gemm(b.input("x", 1, 8), 8, 4);
        Graph graph = b.output(b.reshape(x, 2, 2), 2, 2).build();
        assertThat(LayerText.of(graph))
                .isEqualTo("Gemm{transB=1}(in 1×8, float 4×8, float 4) → 1×4 + Reshape(1, int64 2[2, 2]) → 2×2");
    }

    private static Graph swish(long seed) {
        GraphBuilder b = new GraphBuilder("swish" + seed, seed);
        String x = b.silu(b.conv(b.input("x" + seed, 1, 64, 40, 40), 64, 64, 3, 1, 1));
        return b.output(x, 1, 64, 40, 40).build();
    }
}
