package dev.visor.onnx.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.graph.ValueInfo;
import org.junit.jupiter.api.Test;

class ChainsTest {
    private final Graph graph = TinyModels.convBnSilu();
    private final Node norm = graph.nodes("BatchNormalization").getFirst();

    @Test
    void findsAConvolutionBeforeItsNormalisation() {
        assertThat(Chains.endingAt(graph, norm, "Conv", "BatchNormalization"))
                .containsExactly(graph.producer(norm.input(0)), norm);
    }

    @Test
    void leavesAloneAnInnerValueThatIsAnOutput() {
        graph.addOutput(ValueInfo.of(norm.input(0), ElementType.FLOAT, 1, 8, 16, 16));
        assertThat(Chains.endingAt(graph, norm, "Conv", "BatchNormalization")).isEmpty();
    }

    @Test
    void leavesAloneAnInnerValueWithTwoReaders() {
        graph.nodes().getLast().setInput(2, norm.input(0));
        assertThat(Chains.endingAt(graph, norm, "Conv", "BatchNormalization")).isEmpty();
        assertThat(Chains.endingAt(graph, norm, "Relu", "BatchNormalization")).isEmpty();
    }
}
