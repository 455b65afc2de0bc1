package dev.visor.compression.pass.repair;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.TinyModels;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CorrectBiasTest {
    private final CorrectBias pass = new CorrectBias(16, 2, 2);

    @Test
    void takesMeanErrorsOutOfIntegerAndFloatBiases() {
        Quantized model = Quantized.of(TinyModels.convBnSilu());
        Graph damaged = model.graph();
        for (QuantizedLayer layer : QuantizedLayer.of(damaged)) {
            LayerBias bias = Objects.requireNonNull(layer.bias(damaged));
            double[] error = new double[bias.values().length];
            Arrays.setAll(error, c -> c % 2 == 0 ? 0.05 : -0.05);
            bias.add(damaged, error);
        }
        double before = model.error(damaged);
        assertThatPass(pass)
                .on(damaged)
                .with(model.context())
                .withinRelativeError(1)
                .becomes(after -> assertThat(model.error(after)).isLessThan(before / 10));
    }

    @Test
    void judgesErrorsBehindTheActivationFunction() {
        Quantized model = Quantized.of(TinyModels.yoloLike(2));
        double before = model.error(model.graph());
        assertThatPass(pass)
                .on(model.graph())
                .with(model.context())
                .withinRelativeError(0.1)
                .becomes(after -> assertThat(model.error(after)).isLessThan(before));
    }

    @Test
    void correctsThroughAClampAndALinearLayer() {
        Quantized model = Quantized.of(TinyModels.residualClassifier());
        double before = model.error(model.graph());
        assertThatPass(pass)
                .on(model.graph())
                .with(model.context())
                .withinRelativeError(0.1)
                .becomes(after -> assertThat(model.error(after)).isLessThan(before));
    }

    @Test
    void leavesALayerAloneWhoseShiftIsOutOfProportion() {
        Quantized model = Quantized.of(TinyModels.yoloLike(2));
        assertThatPass(new CorrectBias(16, 0, 2))
                .on(model.graph())
                .with(model.context())
                .leavesAlone("out of proportion");
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
        assertThatPass(pass).on(model.reference()).with(model.context()).leavesAlone("no quantised layer");
    }

    @Test
    void leavesLayersAloneThatHaveNoBias() {
        GraphBuilder b = new GraphBuilder("g").opset(13);
        String x = b.relu(b.convWithoutBias(b.input("images", 1, 3, 16, 16), 3, 4, 3, 1));
        Quantized model = Quantized.of(
                b.outputAs(b.convWithoutBias(x, 4, 4, 1, 1), "y", 1, 4, 16, 16).build());
        assertThatPass(pass).on(model.graph()).with(model.context()).leavesAlone("no quantised layer has a bias");
    }

    @Test
    void knowsTheActivationFunctionsThatReadALayer() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.conv(b.input("x", 1, 3, 8, 8), 3, 4, 3, 1, 1);
        String silu = b.silu(x);
        String twice = b.conv(silu, 4, 4, 1, 1, 1);
        Graph graph = b.output(b.add(b.relu(twice), twice), 1, 4, 8, 8).build();
        List<String> kinds =
                Activation.behind(graph, x).nodes().stream().map(Node::opType).toList();
        assertThat(kinds).containsExactly("Sigmoid", "Mul");
        assertThat(Activation.behind(graph, twice).isIdentity()).isTrue();
    }
}
