package dev.visor.compression.pass.lowrank;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.factor.FactorExample;
import dev.visor.compression.pass.factor.OutputErrors;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpatialSvdTest {
    private static SpatialSvd pass(double energy, double maxError, double fasterThan) {
        return new SpatialSvd(0, energy, 8, maxError, 2, fasterThan);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2"})
    void isExactAtFullRankWhateverTheStridesAndPads(long down, long right) {
        Graph graph = FactorExample.convolution(FactorExample.weights(), down, right);
        assertThatPass(pass(1, 0.1, 100)).on(graph).becomes(after -> {
            assertThat(after.nodes()).extracting(Node::opType).containsExactly("Conv", "Conv", "Relu", "Conv");
            assertThat(after.nodes().get(0).attributes().getInts("kernel_shape"))
                    .containsExactly(3, 1);
            assertThat(after.nodes().get(0).attributes().getInts("strides")).containsExactly(down, 1);
            assertThat(after.nodes().get(0).attributes().getInts("pads")).containsExactly(1, 0, 2, 0);
            assertThat(after.nodes().get(0).hasInput(2)).isFalse();
            assertThat(after.nodes().get(1).attributes().getInts("kernel_shape"))
                    .containsExactly(1, 3);
            assertThat(after.nodes().get(1).attributes().getInts("strides")).containsExactly(1, right);
            assertThat(after.nodes().get(1).attributes().getInts("pads")).containsExactly(0, 0, 0, 1);
        });
    }

    @Test
    void findsTheRankThatWeightsHave() {
        Graph graph = FactorExample.convolution(separable(), 1, 1);
        PassResult result = assertThatPass(pass(0.95, 0.01, 0.9))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .withinRelativeError(1e-4)
                .becomes("Conv", "Conv", "Relu", "Conv");
        assertThat(String.join("\n", result.notes())).contains("rank 2,", "nothing could be measured");
        assertThat(result.figures()).containsEntry("replacedLayers", 1.0);
        assertThat(result.figures().get("macsShare")).isLessThan(0.5);
    }

    @Test
    void fitsTheSecondFactorToWhatTheLayerShouldGive() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 1, 1);
        PassContext pictures = FactorExample.calibrated(graph);
        double fitted = error(graph, pictures, new SpatialSvd(0, 0.5, 16, 10, 8, 0.9));
        double unfitted = error(graph, PassContext.bare(), new SpatialSvd(0, 0.01, 16, 10, 8, 0.9));
        assertThat(fitted).isLessThan(0.8 * unfitted);
    }

    @Test
    void comesDownToAGoal() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 1, 1);
        PassResult result = assertThatPass(new SpatialSvd(0.7, 0.95, 8, 1, 1, 1))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .withinRelativeError(1)
                .becomes("Conv", "Conv", "Relu", "Conv");
        assertThat(result.figures().get("macsShare")).isBetween(0.6, 0.7);
    }

    @Test
    void saysWhereAGoalIsNotReached() {
        Graph graph = FactorExample.convolution(separable(), 1, 1);
        PassResult result = assertThatPass(new SpatialSvd(0.1, 0.95, 8, 0.01, 2, 0.9))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .withinRelativeError(1e-3)
                .becomes("Conv", "Conv", "Relu", "Conv");
        assertThat(String.join("\n", result.notes())).contains("the goal of 10 %", "isn't reached");
    }

    @Test
    void replacesWhatIsFasterByMeasurementOnly() {
        Graph graph = FactorExample.convolution(separable(), 1, 1);
        PassContext slow = FactorExample.calibrated(graph)
                .withLatency(small -> 100 + small.initializers().size());
        assertThatPass(pass(0.95, 0.01, 0.95)).on(graph).with(slow).leavesAlone("not faster:", "rank 2", "µs");
        PassContext fast = FactorExample.calibrated(graph)
                .withLatency(small -> small.nodes().stream()
                        .mapToDouble(n -> small.initializer(n.input(1)) == null
                                ? 0
                                : small.initializer(n.input(1)).elements())
                        .sum());
        assertThatPass(pass(0.95, 0.01, 0.95))
                .on(graph)
                .with(fast)
                .withinRelativeError(1e-4)
                .becomes("Conv", "Conv", "Relu", "Conv");
    }

    @Test
    void leavesLayersAloneThatNeedMoreThanTheyHave() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 1, 1);
        assertThatPass(pass(0.95, 0.001, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .leavesAlone("no form of fewer multiply-accumulates comes near enough", "make predictions");
    }

    @Test
    void leavesGroupedAndPointwiseConvolutionsAlone() {
        assertThatPass(pass(0.1, 0.1, 0.95))
                .on(depthwiseSeparable())
                .leavesAlone("are grouped", "have no kernel of two directions", "make predictions");
    }

    @Test
    void leavesTransposedConvolutionsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.node("ConvTranspose", b.input("x", 1, 4, 5, 5), b.constant("w", b.normal(0.1, 4, 4, 3, 3)));
        Graph graph = b.outputAs(b.conv(x, 4, 2, 1, 1, 1), "out", 1, 2, 7, 7).build();
        assertThatPass(pass(0.1, 0.1, 0.95)).on(graph).leavesAlone("are transposed convolutions");
    }

    @Test
    void replacesSeveralLayersOfADetector() {
        assertThatPass(new SpatialSvd(0, 0.6, 8, 0.1, 1, 1))
                .on(TinyModels.yoloLike(2))
                .withinRelativeError(1)
                .becomes(after -> assertThat(after.nodes("Conv").size()).isGreaterThan(8));
    }

    private static Graph depthwiseSeparable() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.relu(b.conv(b.input("x", 1, 8, 5, 5), 8, 8, 3, 1, 8));
        x = b.relu(b.conv(x, 8, 8, 1, 1, 1));
        return b.outputAs(b.conv(x, 8, 2, 3, 1, 1), "out", 1, 2, 5, 5).build();
    }

    /** Two columns times two rows. */
    private static Tensor separable() {
        float[] columns =
                new GraphBuilder("a", 3).normal(0.5, 2, FactorExample.IN, 3).floats();
        float[] rows = new GraphBuilder("b", 4).normal(0.5, 8, 2, 3).floats();
        float[] weights = new float[8 * FactorExample.IN * 9];
        for (int i = 0; i < weights.length; i++) {
            int o = i / (FactorExample.IN * 9);
            int column = i / 3 % (FactorExample.IN * 3);
            for (int r = 0; r < 2; r++) {
                weights[i] += columns[r * FactorExample.IN * 3 + column] * rows[(o * 2 + r) * 3 + i % 3];
            }
        }
        return Tensor.ofFloats(new long[] {8, FactorExample.IN, 3, 3}, weights);
    }

    /** Squared error of the result as a share, on calibration pictures, of rank 8. */
    private static double error(Graph graph, PassContext context, SpatialSvd pass) {
        Graph after = graph.copy();
        assertThat(pass.apply(after, context).changes()).isOne();
        return OutputErrors.of(graph, after);
    }
}
