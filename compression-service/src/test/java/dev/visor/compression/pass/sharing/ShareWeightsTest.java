package dev.visor.compression.pass.sharing;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.cleanup.FoldConstants;
import dev.visor.compression.pass.cleanup.FoldStoredWeights;
import dev.visor.compression.pass.precision.ConvertToFloat16;
import dev.visor.compression.pass.quantization.QuantizeWeights;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareWeightsTest {
    @Test
    void storesIndicesIntoACodebookOfALayer() {
        Graph before = conv(64);
        long size = GraphWriter.toBytes(before).length;
        PassResult result = assertThatPass(new ShareWeights(256, Granularity.LAYER, Spacing.OPTIMAL, 0.25))
                .on(before)
                .withinRelativeError(0.02)
                .becomes(after -> {
                    assertThat(after.nodes().stream().map(Node::opType)).containsExactly("Cast", "Gather", "Conv");
                    assertThat((double) size / GraphWriter.toBytes(after).length)
                            .isGreaterThan(3.5);
                });
        assertThat(result.figures()).containsKeys("savedBytes", "worstRelativeError");
        assertThat(result.figures().get("meanIndexBits")).isBetween(7.0, 8.0);
    }

    @Test
    void aScaleOfEachChannelServesChannelsOfUnlikeSize() {
        GraphBuilder b = new GraphBuilder("g");
        float[] values = b.normal(1, 64, 32, 3, 3).floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= i / (32 * 9) % 2 == 0 ? 1 : 1e-3f;
        }
        String y = b.conv(b.input("x", 1, 32, 4, 4), Tensor.ofFloats(new long[] {64, 32, 3, 3}, values), null, 1, 1, 1);
        Graph before = b.outputAs(y, "y", 1, 64, 4, 4).build();
        Graph layer = before.copy();
        Graph channel = before.copy();
        new ShareWeights(16, Granularity.LAYER, Spacing.OPTIMAL, 0.25).apply(layer, PassContext.bare());
        new ShareWeights(16, Granularity.CHANNEL, Spacing.OPTIMAL, 0.25).apply(channel, PassContext.bare());
        assertThat(relativeErrorOfRow(layer, values, 1)).isGreaterThan(0.9);
        assertThat(relativeErrorOfRow(channel, values, 1)).isLessThan(0.15);
        assertThatPass(new ShareWeights(64, Granularity.CHANNEL, Spacing.OPTIMAL, 0.25))
                .on(before)
                .withinRelativeError(0.05)
                .becomes("Cast", "Gather", "Mul", "Conv");
    }

    @Test
    void scalesAlongTheAxisOfOutputs() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", b.normal(0.2, 16, 32, 2, 2));
        String y = b.node("ConvTranspose", List.of(b.input("x", 1, 16, 4, 4), w), a -> a.setInts("strides", 2, 2));
        String m = b.constant("m", b.normal(0.2, 64, 48));
        String z = b.node("MatMul", b.input("t", 1, 64), m);
        assertThatPass(new ShareWeights(128, Granularity.CHANNEL, Spacing.OPTIMAL, 0.25))
                .on(b.outputAs(y, "y", 1, 32, 8, 8).outputAs(z, "z", 1, 48).build())
                .withinRelativeError(0.05)
                .becomes(after -> {
                    assertThat(scaleDims(after, "w")).containsExactly(1, 32, 1, 1);
                    assertThat(scaleDims(after, "m")).containsExactly(1, 48);
                });
    }

    @Test
    void isFoldedByOnnxRuntimeWhenItLoads(@TempDir Path folder) throws Exception {
        for (Granularity granularity : Granularity.values()) {
            Graph graph = TinyModels.yoloLike(2);
            List<String> operators = optimized(graph, folder);
            new ShareWeights(16, granularity, Spacing.OPTIMAL, 1).apply(graph, PassContext.bare());
            assertThat(graph.nodes("Gather")).isNotEmpty();
            assertThat(optimized(graph, folder)).isEqualTo(operators);
        }
    }

    @Test
    void zerosStayZero() {
        Graph graph = conv(64);
        String name = graph.nodes("Conv").getFirst().input(1);
        float[] sparse = weights(graph, name);
        for (int i = 0; i < sparse.length; i += 2) {
            sparse[i] = 0;
        }
        graph.setInitializer(name, Tensor.ofFloats(new long[] {64, 32, 3, 3}, sparse));
        for (Granularity granularity : Granularity.values()) {
            Graph shared = graph.copy();
            new ShareWeights(32, granularity, Spacing.OPTIMAL, 0.25).apply(shared, PassContext.bare());
            byte[] indices =
                    Objects.requireNonNull(shared.initializer(name + "_index")).bytes();
            new FoldStoredWeights().apply(shared, PassContext.bare());
            float[] after = weights(shared, name);
            for (int i = 0; i < sparse.length; i += 2) {
                assertThat(after[i]).isZero();
                assertThat(indices[i]).isZero();
            }
        }
    }

    @Test
    void staysStoredWhenConstantsAreFoldedOrStoredOtherwise() {
        Graph graph = TinyModels.yoloLike(2);
        new ShareWeights(16, Granularity.CHANNEL, Spacing.OPTIMAL, 1).apply(graph, PassContext.bare());
        assertThat(new FoldConstants(1 << 20).apply(graph, PassContext.bare()).changes())
                .isZero();
        int shared = graph.nodes("Gather").size();
        new QuantizeWeights(16, 25).apply(graph, PassContext.bare());
        new ConvertToFloat16(256, 50).apply(graph, PassContext.bare());
        assertThat(graph.nodes("Gather")).hasSize(shared);
    }

    @Test
    void leavesAloneWhatWouldNotGetSmaller() {
        assertThatPass(new ShareWeights(256, Granularity.LAYER, Spacing.OPTIMAL, 0.25))
                .on(conv(1))
                .leavesAlone("no weights in floating point can be shared", "would take no less room");
    }

    @Test
    void leavesAloneWhatWouldMoveTooFar() {
        assertThatPass(new ShareWeights(4, Granularity.LAYER, Spacing.OPTIMAL, 0.05))
                .on(conv(64))
                .leavesAlone("4 values would move its weights by", "maxError is 0.05");
    }

    @Test
    void leavesAloneWeightsThatAreReadAsSomethingElseToo() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", b.normal(0.2, 32, 32));
        String y = b.node("MatMul", b.add(b.input("x", 32, 32), w), w);
        assertThatPass(new ShareWeights(16, Granularity.LAYER, Spacing.OPTIMAL, 0.5))
                .on(b.outputAs(y, "y", 32, 32).build())
                .leavesAlone("'w' stays: it is read in other ways");
    }

    private static Graph conv(int channels) {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.conv(b.input("x", 1, 32, 4, 4), 32, channels, 3, 1, 1);
        return b.outputAs(y, "y", 1, channels, 4, 4).build();
    }

    private static double relativeErrorOfRow(Graph shared, float[] before, int row) {
        new FoldStoredWeights().apply(shared, PassContext.bare());
        float[] after = weights(shared, shared.nodes("Conv").getFirst().input(1));
        double error = 0;
        double square = 0;
        for (int i = row * 32 * 9; i < (row + 1) * 32 * 9; i++) {
            error += Math.pow(before[i] - after[i], 2);
            square += Math.pow(before[i], 2);
        }
        return Math.sqrt(error / square);
    }

    private static float[] weights(Graph graph, String name) {
        return Objects.requireNonNull(graph.initializer(name)).floats();
    }

    private static long[] scaleDims(Graph graph, String weights) {
        Node scaled = Objects.requireNonNull(graph.producer(weights));
        return Objects.requireNonNull(graph.initializer(scaled.input(1))).dims();
    }

    private static List<String> optimized(Graph graph, Path folder) throws Exception {
        Path file = folder.resolve("optimized.onnx");
        ModelSession.open(graph, SessionSettings.standard().savingOptimizedModel(file))
                .close();
        return GraphReader.read(file).nodes().stream().map(Node::opType).toList();
    }
}
