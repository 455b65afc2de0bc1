package dev.visor.compression.pass.lowrank;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.factor.FactorExample;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import org.junit.jupiter.api.Test;

class TuckerTwoTest {
    @Test
    void isExactAtFullRanks() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 2, 1);
        assertThatPass(new TuckerTwo(0, 1, 8, 0.1, 2, 100)).on(graph).becomes(after -> {
            assertThat(after.nodes()).extracting(Node::opType).containsExactly("Conv", "Conv", "Conv", "Relu", "Conv");
            assertThat(after.nodes().get(0).attributes().getInts("kernel_shape"))
                    .containsExactly(1, 1);
            assertThat(after.nodes().get(1).attributes().getInts("strides")).containsExactly(2, 1);
            assertThat(after.nodes().get(1).attributes().getInts("pads")).containsExactly(1, 0, 2, 1);
            assertThat(after.nodes().get(2).hasInput(2)).isTrue();
        });
    }

    @Test
    void findsTheRanksThatWeightsHave() {
        Graph graph = FactorExample.convolution(narrow(), 1, 1);
        PassResult result = assertThatPass(new TuckerTwo(0, 0.95, 8, 0.01, 1, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .withinRelativeError(1e-4)
                .becomes("Conv", "Conv", "Conv", "Relu", "Conv");
        assertThat(String.join("\n", result.notes())).contains("ranks 2 and 3");
    }

    @Test
    void leavesPointwiseConvolutionsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.relu(b.conv(b.input("x", 1, 8, 5, 5), 8, 8, 1, 1, 1));
        Graph graph = b.outputAs(b.conv(x, 8, 2, 3, 1, 1), "out", 1, 2, 5, 5).build();
        assertThatPass(new TuckerTwo(0, 0.1, 8, 0.1, 2, 0.95))
                .on(graph)
                .leavesAlone("no layer that it could replace", "are 1×1", "make predictions");
    }

    @Test
    void leavesLayersAloneThatAreNotFaster() {
        Graph graph = FactorExample.convolution(narrow(), 1, 1);
        assertThatPass(new TuckerTwo(0, 0.95, 8, 0.01, 1, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph)
                        .withLatency(small -> 10 * small.nodes().size()))
                .leavesAlone("ranks 2 and 3", "20 → 40 µs");
    }

    /** Three results of a kernel over two mixtures of channels, mixed into eight. */
    private static Tensor narrow() {
        float[] out = new GraphBuilder("a", 3).normal(0.5, 8, 3).floats();
        float[] core = new GraphBuilder("b", 4).normal(0.5, 3, 2, 9).floats();
        float[] in = new GraphBuilder("c", 5).normal(0.5, 2, FactorExample.IN).floats();
        float[] weights = new float[8 * FactorExample.IN * 9];
        for (int i = 0; i < weights.length; i++) {
            int o = i / (FactorExample.IN * 9);
            int channel = i / 9 % FactorExample.IN;
            for (int p = 0; p < 3; p++) {
                for (int q = 0; q < 2; q++) {
                    weights[i] += out[o * 3 + p] * core[(p * 2 + q) * 9 + i % 9] * in[q * FactorExample.IN + channel];
                }
            }
        }
        return Tensor.ofFloats(new long[] {8, FactorExample.IN, 3, 3}, weights);
    }
}
