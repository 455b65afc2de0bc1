package dev.visor.compression.pass.quantization;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.cleanup.FoldConstants;
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

class QuantizeWeightsTest {
    private final QuantizeWeights pass = new QuantizeWeights(512, 25);

    @Test
    void storesWeightsInAQuarterOfTheirBytes() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.conv(b.input("x", 1, 32, 4, 4), 32, 64, 3, 1, 1);
        Graph before = b.outputAs(y, "y", 1, 64, 4, 4).build();
        long size = GraphWriter.toBytes(before).length;
        PassResult result = assertThatPass(pass)
                .on(before)
                .withinRelativeError(0.01)
                .becomes(after -> assertThat((double) size / GraphWriter.toBytes(after).length)
                        .isGreaterThan(3.7));
        assertThat(result.figures()).containsKeys("savedBytes", "worstWeightSqnrDecibels");
    }

    @Test
    void isFoldedByOnnxRuntimeWhenItLoads(@TempDir Path folder) throws Exception {
        Graph graph = TinyModels.yoloLike(2);
        List<String> operators = optimized(graph, folder);
        new QuantizeWeights(16, 25).apply(graph, PassContext.bare());
        assertThat(graph.nodes("Cast")).isNotEmpty();
        assertThat(optimized(graph, folder)).isEqualTo(operators);
    }

    @Test
    void scalesAMatrixAlongTheAxisOfItsOutputs() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 16);
        String byRow =
                b.node("Gemm", List.of(x, b.constant("rows", rowsOfUnlikeSize(b, 40, 16))), a -> a.set("transB", 1));
        String byColumn = b.node("Gemm", x, b.constant("columns", columnsOfUnlikeSize(b, 16, 40)));
        String product = b.node("MatMul", x, b.constant("product", columnsOfUnlikeSize(b, 16, 40)));
        b.outputAs(byRow, "r", 1, 40).outputAs(byColumn, "c", 1, 40).outputAs(product, "p", 1, 40);
        assertThatPass(new QuantizeWeights(64, 40))
                .on(b.build())
                .withinRelativeError(0.01)
                .becomes(after -> {
                    assertThat(scaleDims(after, "rows")).containsExactly(40, 1);
                    assertThat(scaleDims(after, "columns")).containsExactly(1, 40);
                    assertThat(scaleDims(after, "product")).containsExactly(1, 40);
                });
    }

    @Test
    void scalesATransposedConvolutionAlongItsSecondAxis() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", b.normal(0.2, 8, 16, 2, 2));
        String y = b.node("ConvTranspose", List.of(b.input("x", 1, 8, 4, 4), w), a -> a.setInts("strides", 2, 2));
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 16, 8, 8).build())
                .withinRelativeError(0.02)
                .becomes(after -> assertThat(scaleDims(after, "w")).containsExactly(1, 16, 1, 1));
    }

    @Test
    void takesWhatStayedInFloatingPointInAQuantisedModel() {
        Graph graph = TinyModels.yoloLike(2);
        Node kept = graph.nodes("Conv").get(3);
        String weights = kept.input(1);
        Tensor values = Objects.requireNonNull(graph.initializer(weights));
        new QuantizeStatic(8, Operators.ALL, 99.99, false)
                .apply(graph, PassContext.calibratedOn(new SeededInputs("images", 8, 1, 3, 64, 64)));
        Node twin = graph.nodes().stream()
                .filter(n -> n.name().equals(kept.name()))
                .findFirst()
                .orElseThrow();
        graph.setInitializer(weights, values);
        twin.setInput(1, weights);
        assertThatPass(pass)
                .on(graph)
                .withinRelativeError(0.05)
                .becomes(after -> assertThat(after.nodes("Cast")).hasSize(1));
    }

    @Test
    void staysStoredWhenConstantsAreFolded() {
        Graph graph = TinyModels.yoloLike(2);
        pass.apply(graph, PassContext.bare());
        assertThat(new FoldConstants(1 << 20).apply(graph, PassContext.bare()).changes())
                .isZero();
    }

    @Test
    void leavesSmallWeightsAlone() {
        assertThatPass(new QuantizeWeights(100_000, 25))
                .on(TinyModels.convBnSilu())
                .leavesAlone("no weights in floating point have 100000 elements or more");
    }

    @Test
    void leavesWeightsAloneThatAreReadAsSomethingElseToo() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", b.normal(0.2, 32, 32));
        String y = b.node("MatMul", b.add(b.input("x", 32, 32), w), w);
        assertThatPass(pass).on(b.outputAs(y, "y", 32, 32).build()).leavesAlone("'w' stays: it is read in other ways");
    }

    @Test
    void leavesWeightsAloneThatEightBitsWouldDistort() {
        GraphBuilder b = new GraphBuilder("g");
        float[] values = new float[1024];
        java.util.Arrays.fill(values, 0.001f);
        values[0] = 1;
        String w = b.constant("w", Tensor.ofFloats(new long[] {1024, 1}, values));
        String y = b.node("MatMul", b.input("x", 1, 1024), w);
        assertThatPass(new QuantizeWeights(512, 35))
                .on(b.outputAs(y, "y", 1, 1).build())
                .leavesAlone("'w' stays: 8 bits would leave", "less than minSqnrDecibels = 35.0");
    }

    private static Tensor rowsOfUnlikeSize(GraphBuilder b, int rows, int columns) {
        float[] values = b.normal(1, rows, columns).floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= i / columns % 2 == 0 ? 1f : 0.002f;
        }
        return Tensor.ofFloats(new long[] {rows, columns}, values);
    }

    private static Tensor columnsOfUnlikeSize(GraphBuilder b, int rows, int columns) {
        float[] values = b.normal(1, rows, columns).floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= i % columns % 2 == 0 ? 1f : 0.002f;
        }
        return Tensor.ofFloats(new long[] {rows, columns}, values);
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
