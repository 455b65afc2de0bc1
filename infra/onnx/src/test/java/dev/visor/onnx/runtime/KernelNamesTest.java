package dev.visor.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.TinyModels;
import org.junit.jupiter.api.Test;

class KernelNamesTest {
    private final Graph graph = TinyModels.yoloLike(2);
    private final Node conv = graph.nodes("Conv").getFirst();
    private final Node mul = graph.nodes("Mul").getFirst();
    private final KernelNames names = new KernelNames(graph);

    @Test
    void aKernelIsNamedAfterItsNodeOrThatNodesResult() {
        assertThat(names.node(conv.name())).isSameAs(conv);
        assertThat(names.node(conv.output() + "_nchwc")).isSameAs(conv);
        assertThat(names.node(conv.name() + "_quant_token_17")).isSameAs(conv);
    }

    @Test
    void aFusedSiluIsNamedAfterItsMultiplication() {
        assertThat(names.node(mul.name() + "/QuickGeluFusion/")).isSameAs(mul);
    }

    @Test
    void leavesAloneWhatNoNodeStandsFor() {
        assertThat(names.node("ReorderInput_token_3")).isNull();
    }
}
