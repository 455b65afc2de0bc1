package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.PassContext;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvertOpsetTest {
    @Test
    void givesAxesAndPartsAsInputs() {
        GraphBuilder b = new GraphBuilder("g").opset(12);
        String x = b.input("x", 1, 4, 1, 6);
        String squeezed = b.node("Squeeze", List.of(x), a -> a.setInts("axes", 2));
        String back = b.node("Unsqueeze", List.of(squeezed), a -> a.setInts("axes", 2));
        String sum =
                b.node("ReduceSum", List.of(back), a -> a.setInts("axes", 3).set("keepdims", 1));
        List<String> halves = b.nodeOf(
                        "", "Split", List.of(sum), 2, a -> a.set("axis", 1).setInts("split", 1, 3))
                .outputs();
        b.outputAs(halves.get(0), "y", 1, 1, 1, 1).outputAs(halves.get(1), "z", 1, 3, 1, 1);
        assertThatPass(new ConvertOpset()).on(b.build()).becomes("Squeeze", "Unsqueeze", "ReduceSum", "Split");
    }

    @Test
    void keepsASoftmaxOverTheLastDimension() {
        assertThatPass(new ConvertOpset()).on(softmax(3)).becomes(after -> {
            assertThat(after.nodes()).hasSize(1);
            assertThat(after.opset()).isEqualTo(13);
        });
    }

    @Test
    void flattensForASoftmaxOverSeveralDimensions() {
        assertThatPass(new ConvertOpset()).on(softmax(1)).becomes("Flatten", "Shape", "Softmax", "Reshape");
    }

    @Test
    void leavesOpset13AndAboveAlone() {
        assertThatPass(new ConvertOpset()).on(TinyModels.convBnSilu()).leavesAlone();
    }

    @Test
    void refusesWhatIsTooOld() {
        Graph old = new GraphBuilder("g").opset(9).build();
        assertThatThrownBy(() -> new ConvertOpset().apply(old, PassContext.bare()))
                .hasMessageContaining("opset 9 is too old")
                .hasMessageContaining("export the model again with opset 13");
    }

    private static Graph softmax(int axis) {
        GraphBuilder b = new GraphBuilder("g").opset(12);
        String y = b.node("Softmax", List.of(b.relu(b.input("x", 1, 2, 3, 4))), a -> a.set("axis", axis));
        Graph graph = b.outputAs(y, "y", 1, 2, 3, 4).build();
        graph.nodes("Relu").forEach(n -> {
            graph.replaceAllUses(n.output(), "x");
            graph.remove(n);
        });
        return graph;
    }
}
