package dev.visor.compression.pass.decoupling;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.factor.FactorExample;
import dev.visor.compression.pass.factor.OutputErrors;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import org.junit.jupiter.api.Test;

class DecoupleConvolutionsTest {
    @Test
    void isExactWithAsManyTermsAsTheKernelHasWeights() {
        Tensor weights = new GraphBuilder("weights", 7).normal(0.2, 12, FactorExample.IN, 3, 3);
        Graph graph = FactorExample.convolution(weights, 2, 1);
        assertThatPass(new DecoupleConvolutions(0, 1, 8, 0.1, 9, 100)).on(graph).becomes(after -> {
            assertThat(after.nodes("Conv")).hasSize(11);
            assertThat(after.nodes().subList(0, 9)).allSatisfy(n -> {
                assertThat(n.attributes().getInt("group", 1)).isEqualTo(FactorExample.IN);
                assertThat(n.attributes().getInts("strides")).containsExactly(2, 1);
                assertThat(n.attributes().getInts("pads")).containsExactly(1, 0, 2, 1);
            });
            assertThat(after.nodes().get(9).opType()).isEqualTo("Concat");
        });
    }

    @Test
    void findsTheTermsThatWeightsHave() {
        Graph graph = FactorExample.convolution(separable(), 1, 1);
        PassResult result = assertThatPass(new DecoupleConvolutions(0, 0.95, 8, 0.01, 4, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .withinRelativeError(1e-4)
                .becomes("Conv", "Conv", "Relu", "Conv");
        assertThat(String.join("\n", result.notes())).contains("1 term,");
    }

    @Test
    void fitsThePointwiseConvolutionToWhatTheLayerShouldGive() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 1, 1);
        DecoupleConvolutions pass = new DecoupleConvolutions(0, 0.01, 8, 10, 1, 0.95);
        Graph plain = graph.copy();
        assertThat(pass.apply(plain, PassContext.bare()).changes()).isOne();
        Graph fitted = graph.copy();
        assertThat(pass.apply(fitted, FactorExample.calibrated(graph)).changes())
                .isOne();
        assertThat(OutputErrors.of(graph, fitted)).isLessThan(0.8 * OutputErrors.of(graph, plain));
    }

    @Test
    void leavesLayersAloneWhoseErrorWouldBeLarge() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 1, 1);
        assertThatPass(new DecoupleConvolutions(0, 0.95, 8, 0.1, 4, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .leavesAlone("comes near enough", "make predictions");
    }

    @Test
    void leavesLayersAloneThatAreNotFaster() {
        Graph graph = FactorExample.convolution(separable(), 1, 1);
        assertThatPass(new DecoupleConvolutions(0, 0.95, 8, 0.1, 4, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph)
                        .withLatency(small -> 10 * small.nodes().size()))
                .leavesAlone("1 term", "20 → 30 µs");
    }

    @Test
    void leavesPointwiseAndGroupedConvolutionsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.relu(b.conv(b.input("x", 1, 8, 5, 5), 8, 8, 3, 1, 4));
        x = b.relu(b.conv(x, 8, 8, 1, 1, 1));
        Graph graph = b.outputAs(b.conv(x, 8, 2, 3, 1, 1), "out", 1, 2, 5, 5).build();
        assertThatPass(new DecoupleConvolutions(0, 0.1, 8, 0.1, 4, 0.95))
                .on(graph)
                .leavesAlone("are grouped", "are pointwise already", "make predictions");
    }

    /** One kernel an input channel, scaled for each output channel. */
    private static Tensor separable() {
        float[] kernels =
                new GraphBuilder("a", 3).normal(0.5, FactorExample.IN, 9).floats();
        float[] scales =
                new GraphBuilder("b", 4).normal(0.5, 8, FactorExample.IN).floats();
        float[] weights = new float[8 * FactorExample.IN * 9];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = scales[i / 9] * kernels[i % (FactorExample.IN * 9)];
        }
        return Tensor.ofFloats(new long[] {8, FactorExample.IN, 3, 3}, weights);
    }
}
