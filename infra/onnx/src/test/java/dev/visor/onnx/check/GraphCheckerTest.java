package dev.visor.onnx.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.RealModels;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.proto.ModelProto;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphCheckerTest {
    @Test
    void findsNothingInCleanGraphs() {
        assertThat(GraphChecker.check(TinyModels.convBnSilu())).isEmpty();
        assertThat(GraphChecker.check(TinyModels.residualClassifier())).isEmpty();
        assertThat(GraphChecker.check(TinyModels.yoloLike(2))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.visor.onnx.RealModels#all")
    void findsNothingInPublishedModels(Path file) throws Exception {
        RealModels.assumeThere(file);
        assertThat(GraphChecker.check(GraphReader.read(file))).isEmpty();
    }

    @Test
    void supportedVersions() {
        assertBroken("supported-versions", g -> g.setIrVersion(14), "IR version must be 3 to 13, is 14");
        assertBroken("supported-versions", g -> g.setOpset("", 27), "must be 7 to 26, is 27");
    }

    @Test
    void opsetDeclared() {
        assertBroken(
                "opset-declared",
                g -> g.nodes().getFirst().setOpType("com.example", "Secret"),
                "domain \"com.example\" is not among the opset imports");
    }

    @Test
    void nodesWellFormed() {
        assertBroken("nodes-well-formed", g -> g.nodes().getLast().setOutputs(List.of()), "no output");
        assertBroken("nodes-well-formed", g -> g.nodes().getLast().setOpType("", ""), "no operator");
    }

    @Test
    void nodeNamesUnique() {
        assertBroken(
                "node-names-unique",
                g -> g.nodes().get(1).setName(g.nodes().get(0).name()),
                "another node has this name");
    }

    @Test
    void leavesUnnamedNodesAlone() {
        Graph g = TinyModels.convBnSilu();
        g.nodes().forEach(n -> n.setName(""));
        assertThat(GraphChecker.check(g)).isEmpty();
    }

    @Test
    void singleProducer() {
        assertBroken(
                "single-producer",
                g -> g.nodes().getLast().setOutput(0, g.nodes().getFirst().output()),
                "is produced elsewhere too");
    }

    @Test
    void inputsExist() {
        assertBroken("inputs-exist", g -> g.nodes().get(1).setInput(0, "ghost"), "reads \"ghost\"");
    }

    @Test
    void topologicalOrder() {
        assertBroken(
                "topological-order",
                g -> {
                    Node first = g.nodes().getFirst();
                    g.remove(first);
                    g.append(first);
                },
                "before Conv \"conv\" produces it");
    }

    @Test
    void outputsProduced() {
        assertBroken("outputs-produced", g -> g.remove(g.nodes().getLast()), "nothing produces this output");
        assertBroken("outputs-produced", g -> g.removeOutput("output"), "no output");
    }

    @Test
    void constantsTyped() {
        assertBroken(
                "constants-typed",
                g -> g.setValueInfo(ValueInfo.of("weight", ElementType.FLOAT, 1)),
                "but the constant is FLOAT[8, 3, 3, 3]");
        assertBroken(
                "constants-typed",
                g -> g.setInput(new ValueInfo("images", ElementType.UNDEFINED, null)),
                "no element type");
    }

    @Test
    void convolutionShapesFit() {
        assertBroken("convolution-shapes-fit", g -> g.setInitializer("bias", Tensor.vector(1f, 2f)), "bias has 2");
        assertBroken(
                "convolution-shapes-fit",
                g -> g.nodes().getFirst().attributes().set("group", 3),
                "group 3 doesn't divide");
        assertBroken(
                "convolution-shapes-fit",
                g -> g.nodes().getFirst().attributes().setInts("kernel_shape", 5, 5),
                "kernel_shape [5, 5]");
    }

    @Test
    void batchNormalizationShapesFit() {
        assertBroken(
                "batch-normalization-shapes-fit",
                g -> g.setInitializer("mean", Tensor.vector(1f)),
                "input 3 has 1 elements, the scale has 8");
    }

    @Test
    void quantizationShapesFit() {
        Graph g = TinyModels.convBnSilu();
        g.setInitializer("q", Tensor.ofBytes(ElementType.INT8, new long[] {2, 1}, (byte) 1, (byte) 2));
        g.setInitializer("s", Tensor.vector(1f, 2f));
        Node dequantize = new Node("DequantizeLinear", "d", List.of("q", "s"), List.of("unused"));
        dequantize.attributes().set("axis", 0);
        g.append(dequantize);
        assertThat(GraphChecker.check(g)).isEmpty();
        dequantize.attributes().set("axis", 1);
        assertThat(GraphChecker.check(g))
                .containsExactly(new Violation(
                        "quantization-shapes-fit", "DequantizeLinear \"d\"", "2 scales on axis 1 of INT8[2, 1]"));
    }

    @Test
    void everyRuleIsExercisedHere() {
        assertThat(GraphChecker.rules()).hasSize(12).doesNotHaveDuplicates();
    }

    private static void assertBroken(String rule, Consumer<Graph> damage, String message) {
        // Through the wire, so that values are declared as a file declares them.
        ModelProto model = GraphWriter.toProto(TinyModels.convBnSilu());
        Graph g = GraphReader.fromProto(model);
        damage.accept(g);
        assertThat(GraphChecker.check(g)).anySatisfy(v -> {
            assertThat(v.rule()).isEqualTo(rule);
            assertThat(v.message()).contains(message);
        });
    }
}
