package dev.visor.compression.pass.repair;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerShape;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.runtime.ModelSession;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RoundWeightsTest {
    private final RoundWeights pass = new RoundWeights(16, 4608, 0.01);

    @Test
    void bringsADetectorsResultsNearerToTheFloatModels() {
        Quantized model = Quantized.of(TinyModels.yoloLike(2));
        double before = model.error(model.graph());
        PassResult result = assertThatPass(pass)
                .on(model.graph())
                .with(model.context())
                .withinRelativeError(0.1)
                .becomes(after -> assertThat(model.error(after)).isLessThan(before));
        assertThat(result.figures().get("meanGainDecibels")).isPositive();
        assertThat(String.join("\n", result.notes())).contains("→");
    }

    @Test
    void roundsDepthwiseConvolutionsAndLinearLayers() {
        Quantized model = Quantized.of(TinyModels.residualClassifier());
        double before = model.error(model.graph());
        assertThatPass(pass)
                .on(model.graph())
                .with(model.context())
                .withinRelativeError(0.1)
                .becomes(after -> assertThat(model.error(after)).isLessThan(before));
    }

    @Test
    void leavesLayersAloneWhoseGramMatrixIsTooLarge() {
        Quantized model = Quantized.of(TinyModels.yoloLike(2));
        assertThatPass(new RoundWeights(16, 4, 0.01))
                .on(model.graph())
                .with(model.context())
                .leavesAlone("more than maxGramSize, 4");
    }

    @Test
    void leavesTransposedConvolutionsAlone() {
        GraphBuilder b = new GraphBuilder("g").opset(13);
        String x = b.input("images", 1, 3, 8, 8);
        String y = b.node(
                "ConvTranspose",
                b.relu(b.node("ConvTranspose", x, b.constant("v", b.normal(0.3, 3, 3, 1, 1)))),
                b.constant("w", b.normal(0.3, 3, 4, 2, 2)));
        Quantized model = Quantized.of(b.outputAs(y, "y", 1, 4, 9, 9).build());
        assertThatPass(pass).on(model.graph()).with(model.context()).leavesAlone("aren't understood");
    }

    @Test
    void leavesModelsAloneWithoutAFloatGraphToCompareWith() {
        Quantized model = Quantized.of(TinyModels.yoloLike(2));
        assertThatPass(pass)
                .on(model.graph())
                .with(PassContext.calibratedOn(model.inputs()))
                .leavesAlone("no float graph");
    }

    @Test
    void leavesModelsInFloatingPointAlone() {
        Quantized model = Quantized.of(TinyModels.yoloLike(2));
        assertThatPass(pass).on(model.reference()).with(model.context()).leavesAlone("no layer has int8 weights");
    }

    @Test
    void turnsAWeightWhereErrorsOfTwoWouldAddUp() {
        // Both inputs are always equal: 0.4 + 0.4 rounds to 0 + 0, and 1 + 0 is nearer to 0.8.
        int[] q = {0, 0};
        CoordinateDescent.round(
                q, new float[] {0.4f, 0.4f}, 1, 127, new float[] {1, 1, 1, 1}, 0, new float[] {0.8f, 0.8f}, 0, 0);
        assertThat(q[0] + q[1]).isEqualTo(1);
    }

    @Test
    void sumsUpTheErrorOfAnyWeights() {
        Node conv = new Node("", "Conv", "conv", List.of(), List.of("y"), new Attributes().set("group", 2L));
        LayerShape shape = Objects.requireNonNull(
                LayerShape.of(conv, Tensor.ofBytes(ElementType.INT8, new long[] {2, 2, 1, 1}, new byte[4])));
        GramSums sums = new GramSums(shape);
        try (ModelSession multiplier = GramSums.multiplier(shape)) {
            // Two groups of one row and two columns, two samples.
            sums.add(multiplier, new float[] {1, 2, 3, 4, 1, 0, 0, 1}, new float[] {5, 6, 7, 8}, 2);
        }
        // Group 0: 5 − (1·1 + 1·2) = 2, 6 − (3 + 4) = −1; group 1: 7 − 2 = 5, 8 − 3 = 5.
        assertThat(sums.error(new float[] {1, 1, 2, 3})).isCloseTo(4 + 1 + 25 + 25, within(1e-6));
    }
}
