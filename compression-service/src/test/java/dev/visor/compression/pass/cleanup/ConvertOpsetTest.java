package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.PassContext;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void givesBoundsOfAClipAsInputs() {
        GraphBuilder b = old(7);
        String x = b.input("x", 1, 4);
        String low = b.node("Clip", List.of(x), a -> a.set("min", 0.3f));
        String high = b.node("Clip", List.of(x), a -> a.set("max", 0.6f));
        String both = b.node("Clip", List.of(x), a -> a.set("min", 0.4f).set("max", 0.5f));
        String none = b.node("Clip", x);
        b.outputAs(low, "l", 1, 4)
                .outputAs(high, "h", 1, 4)
                .outputAs(both, "b", 1, 4)
                .outputAs(none, "n", 1, 4);
        assertThatPass(new ConvertOpset()).on(b.build()).becomes("Clip", "Clip", "Clip", "Clip");
    }

    @Test
    void givesTheWindowOfASliceAsInputs() {
        GraphBuilder b = old(9);
        String x = b.input("x", 1, 6, 8);
        String named = b.node(
                "Slice",
                List.of(x),
                a -> a.setInts("axes", 2, 1).setInts("starts", 1, -3).setInts("ends", -1, Integer.MAX_VALUE));
        String leading =
                b.node("Slice", List.of(x), a -> a.setInts("starts", 0, 2).setInts("ends", 1, 5));
        b.outputAs(named, "n", 1, 3, 6).outputAs(leading, "l", 1, 3, 8);
        assertThatPass(new ConvertOpset()).on(b.build()).becomes("Slice", "Slice");
    }

    @Test
    void givesPadsAndTheirValueAsInputs() {
        GraphBuilder b = old(10);
        String x = b.input("x", 1, 1, 2, 3);
        String constant = b.node(
                "Pad",
                List.of(x),
                a -> a.setInts("pads", 0, 0, 1, 1, 0, 0, 0, 2).set("value", 0.5f));
        String zero = b.node("Pad", List.of(x), a -> a.setInts("pads", 0, 0, 0, 1, 0, 0, 0, 1));
        String edge = b.node("Pad", List.of(x), a -> a.set("mode", "edge").setInts("pads", 0, 0, 1, 0, 0, 0, 1, 0));
        b.outputAs(constant, "c", 1, 1, 3, 6).outputAs(zero, "z", 1, 1, 2, 5).outputAs(edge, "e", 1, 1, 4, 3);
        assertThatPass(new ConvertOpset()).on(b.build()).becomes("Pad", "Pad", "Pad");
    }

    @Test
    void givesTheCountOfATopKAsAnInput() {
        GraphBuilder b = old(9);
        List<String> best = b.nodeOf("", "TopK", List.of(b.input("x", 2, 8)), 2, a -> a.set("k", 3))
                .outputs();
        b.outputAs(best.get(0), "values", 2, 3)
                .outputAs(b.node("Cast", List.of(best.get(1)), a -> a.set("to", 1)), "i", 2, 3);
        assertThatPass(new ConvertOpset()).on(b.build()).becomes("TopK", "Cast");
    }

    @ParameterizedTest
    @CsvSource({"7, nearest", "8, linear", "9, nearest", "9, linear"})
    void enlargesByResizeWhatWasEnlargedByUpsample(int opset, String mode) {
        GraphBuilder b = old(opset);
        String x = b.input("x", 1, 2, 3, 5);
        String y = opset < 9
                ? b.node("Upsample", List.of(x), a -> a.set("mode", mode).setFloats("scales", 1, 1, 2, 3))
                : b.node(
                        "Upsample",
                        List.of(x, b.constant("scales", Tensor.vector(1f, 1f, 2f, 3f))),
                        a -> a.set("mode", mode));
        assertThatPass(new ConvertOpset())
                .on(b.outputAs(y, "y", 1, 2, 6, 15).build())
                .becomes("Resize");
    }

    @ParameterizedTest
    @CsvSource({"nearest, 2", "nearest, 1.5", "nearest, 0.5", "nearest, 0.7", "linear, 2", "linear, 0.5"})
    void resizesAsOpset10Did(String mode, float scale) {
        GraphBuilder b = old(10);
        String scales = b.constant("scales", Tensor.vector(1f, 1f, scale, scale));
        String y = b.node("Resize", List.of(b.input("x", 1, 2, 6, 10), scales), a -> a.set("mode", mode));
        int height = (int) (6 * scale);
        int width = (int) (10 * scale);
        assertThatPass(new ConvertOpset())
                .on(b.outputAs(y, "y", 1, 2, height, width).build())
                .becomes("Resize");
    }

    @Test
    void dropsWhatOnlyTrainingNeeds() {
        GraphBuilder b = old(7);
        String x = b.input("x", 1, 3, 4, 4);
        Tensor three = Tensor.vector(1f, 2f, 3f);
        List<String> parameters = List.of(
                x, b.constant("s", three), b.constant("b", three), b.constant("m", three), b.constant("v", three));
        String y = b.nodeOf("", "BatchNormalization", parameters, 1, a -> a.set("spatial", 1))
                .output();
        y = b.nodeOf("", "Dropout", List.of(y), 2, a -> a.set("ratio", 0.3f)).output();
        assertThatPass(new ConvertOpset())
                .on(b.outputAs(y, "y", 1, 3, 4, 4).build())
                .becomes("BatchNormalization", "Dropout");
    }

    @Test
    void scattersElements() {
        GraphBuilder b = old(10);
        String indices = b.constant("i", Tensor.ofLongs(new long[] {1, 2}, 2, 0));
        String y = b.node("Scatter", List.of(b.input("x", 1, 4), indices, b.input("u", 1, 2)), a -> a.set("axis", 1));
        assertThatPass(new ConvertOpset()).on(b.outputAs(y, "y", 1, 4).build()).becomes("ScatterElements");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11, 12})
    void leavesOperatorsAsTheyAreThatMeanTheSame(int opset) {
        GraphBuilder b = old(opset);
        String x = b.conv(b.input("x", 1, 3, 8, 8), 3, 8, 3, 2, 1);
        x = b.maxPool(b.node("LeakyRelu", List.of(x), a -> a.set("alpha", 0.1f)), 2, 2, 0);
        x = b.concat(1, x, b.sigmoid(x));
        x = b.transpose(b.reshape(b.add(x, b.mul(x, x)), 1, 16, 4), 0, 2, 1);
        x = b.node("ReduceMean", List.of(x), a -> a.setInts("axes", 1).set("keepdims", 0));
        x = b.gemm(b.node("Flatten", List.of(x), a -> a.set("axis", 1)), 16, 5);
        assertThatPass(new ConvertOpset())
                .on(b.outputAs(x, "y", 1, 5).build())
                .becomes(
                        "Conv",
                        "LeakyRelu",
                        "MaxPool",
                        "Sigmoid",
                        "Concat",
                        "Mul",
                        "Add",
                        "Reshape",
                        "Transpose",
                        "ReduceMean",
                        "Flatten",
                        "Gemm");
    }

    @Test
    void refusesWhatIsTooOld() {
        Graph old = new GraphBuilder("g").opset(6).build();
        assertThatThrownBy(() -> new ConvertOpset().apply(old, PassContext.bare()))
                .hasMessageContaining("opset 6 is too old")
                .hasMessageContaining("export the model again with opset 13");
    }

    @Test
    void refusesOperatorsItDoesNotKnow() {
        GraphBuilder b = old(8);
        b.node("ImageScaler", b.input("x", 1, 3, 4, 4));
        refuses(b, "ImageScaler \"imagescaler\" is not known at opset 8");
    }

    @Test
    void refusesWhatOpset13CannotSay() {
        GraphBuilder spatial = old(7);
        String p = spatial.constant("p", spatial.uniform(1, 2, 4, 4));
        spatial.node("BatchNormalization", List.of(spatial.input("x", 1, 4, 4), p, p, p, p), a -> a.set("spatial", 0));
        refuses(spatial, "statistics a position");

        GraphBuilder mask = old(10);
        List<String> outputs = mask.nodeOf("", "Dropout", List.of(mask.input("x", 1, 4)), 2, a -> {})
                .outputs();
        mask.output(outputs.get(1), ElementType.BOOL, 1, 4);
        refuses(mask, "has a mask that is read");

        GraphBuilder open = old(9);
        open.node("Upsample", open.input("x", 1, 1, 2, 2), open.input("scales", 4));
        refuses(open, "has scales that aren't constant");

        GraphBuilder both = old(10);
        both.node("Resize", both.input("x", 1, 1, 2, 2), both.constant("s", Tensor.vector(1f, 1f, 2f, 0.5f)));
        refuses(both, "shrinks one side and enlarges the other");
    }

    private static void refuses(GraphBuilder b, String words) {
        assertThatThrownBy(() -> new ConvertOpset().apply(b.build(), PassContext.bare()))
                .hasMessageContaining(words)
                .hasMessageContaining("export the model again");
    }

    private static GraphBuilder old(int opset) {
        return new GraphBuilder("g").opset(opset);
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
