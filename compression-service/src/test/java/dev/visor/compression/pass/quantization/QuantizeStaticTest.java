package dev.visor.compression.pass.quantization;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.fusion.FuseBatchNorm;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeStaticTest {
    private final QuantizeStatic pass = new QuantizeStatic(8, Operators.ALL, 99.99, false);

    @Test
    void quantisesADetectorAndKeepsItsHeadInFloatingPoint() {
        PassResult result = assertThatPass(pass)
                .on(TinyModels.yoloLike(2))
                .with(inputs(64))
                .withinRelativeError(0.1)
                .becomes(after -> {
                    FloatTail tail = FloatTail.of(TinyModels.yoloLike(2));
                    Set<String> predictions =
                            tail.predictions().stream().map(Node::output).collect(Collectors.toSet());
                    assertThat(predictions).hasSize(2);
                    for (Node node : after.nodes("Conv")) {
                        boolean integers = after.initializer(node.input(1)) == null;
                        assertThat(integers).as("integers in %s", node).isEqualTo(!predictions.contains(node.output()));
                    }
                    Node last = Objects.requireNonNull(after.producer("output0"));
                    assertThat(last.opType()).isEqualTo("Concat");
                    assertThat(last.inputs())
                            .noneMatch(in -> after.producer(in) instanceof Node n && n.is("DequantizeLinear"));
                });
        assertThat(result.figures()).containsKeys("quantizedWeights", "quantizedActivations", "floatNodes");
        assertThat(result.ranges()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.low()).isLessThanOrEqualTo(0);
            assertThat(row.high()).isGreaterThanOrEqualTo(0);
            assertThat(row.outlierShare()).isBetween(0.0, 0.2);
        });
    }

    @Test
    void becomesIntegerKernelsWithoutDetoursInOnnxRuntime(@TempDir Path folder) throws Exception {
        Graph graph = TinyModels.convBnSilu();
        new FuseBatchNorm().apply(graph, PassContext.bare());
        pass.apply(graph, inputs(32));
        Path optimized = folder.resolve("optimized.onnx");
        ModelSession.open(graph, SessionSettings.standard().savingOptimizedModel(optimized))
                .close();
        Map<String, Integer> kinds = new TreeMap<>();
        GraphReader.read(optimized).nodes().forEach(n -> kinds.merge(n.opType(), 1, Integer::sum));
        assertThat(kinds)
                .containsEntry("QLinearConv", 2)
                .containsEntry("Conv", 1)
                .containsEntry("QLinearSigmoid", 2)
                .containsEntry("QLinearMul", 2)
                .containsEntry("QuantizeLinear", 1);
    }

    @Test
    void takesAClampIntoTheConvolutionsKernel(@TempDir Path folder) throws Exception {
        Graph graph = TinyModels.residualClassifier();
        assertThatPass(pass)
                .on(graph)
                .with(inputs(32))
                .withinRelativeError(0.05)
                .becomes(after -> assertThat(after.nodes("Relu"))
                        .allMatch(n -> after.producer(n.input(0)) instanceof Node conv && conv.is("Conv")));
        pass.apply(graph, inputs(32));
        Path optimized = folder.resolve("optimized.onnx");
        ModelSession.open(graph, SessionSettings.standard().savingOptimizedModel(optimized))
                .close();
        assertThat(GraphReader.read(optimized).nodes("Relu")).isEmpty();
    }

    @Test
    void raisesAWeightScaleWhereTheBiasWouldNotFit32Bits() {
        GraphBuilder b = new GraphBuilder("g").opset(13);
        Tensor tiny = Tensor.ofFloats(new long[] {1, 1, 1, 1}, 1e-9f);
        String x = b.conv(b.input("images", 1, 1, 8, 8), tiny, Tensor.vector(100f), 1, 0, 1);
        x = b.conv(b.relu(x), b.normal(1, 1, 1, 1, 1), null, 1, 0, 1);
        Graph graph = b.outputAs(x, "y", 1, 1, 8, 8).build();
        assertThatPass(pass)
                .on(graph)
                .with(PassContext.calibratedOn(new SeededInputs("images", 8, 1, 1, 8, 8)))
                .withinRelativeError(0.02)
                .becomes(after -> assertThat(after.initializers().values())
                        .filteredOn(t -> t.type() == ElementType.INT32)
                        .isNotEmpty());
    }

    @Test
    void leavesModelsAloneThatAreQuantisedAlready() {
        Graph graph = TinyModels.yoloLike(2);
        pass.apply(graph, inputs(64));
        assertThatPass(pass).on(graph).with(inputs(64)).leavesAlone("quantised already");
    }

    @Test
    void leavesModelsAloneWithoutLearntWeights() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.relu(b.input("images", 1, 4));
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 4).build())
                .with(inputs(32))
                .leavesAlone("no operators with learnt weights");
    }

    @Test
    void saysThatItNeedsCalibrationPictures() {
        assertThatThrownBy(() -> pass.apply(TinyModels.yoloLike(2), PassContext.bare()))
                .hasMessageContaining("split 'calib' or 'train'");
    }

    @Test
    void doesNotTakeAnExpectationOverBinsForLearntWeights() {
        GraphBuilder b = new GraphBuilder("g").opset(13);
        float[] bins = new float[16];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = i;
        }
        String logits = b.conv(b.input("images", 1, 3, 8, 8), 3, 16, 3, 1, 1);
        String soft = b.node("Softmax", List.of(logits), a -> a.set("axis", 1));
        String y = b.conv(soft, Tensor.ofFloats(new long[] {1, 16, 1, 1}, bins), null, 1, 0, 1);
        Graph graph = b.outputAs(y, "y", 1, 1, 8, 8).build();
        FloatTail tail = FloatTail.of(graph);
        assertThat(tail.predictions()).extracting(Node::output).containsExactly(logits);
        assertThat(tail.nodes()).extracting(Node::opType).containsExactlyInAnyOrder("Conv", "Softmax");
    }

    private static PassContext inputs(int side) {
        return PassContext.calibratedOn(new SeededInputs("images", 8, 1, 3, side, side));
    }
}
