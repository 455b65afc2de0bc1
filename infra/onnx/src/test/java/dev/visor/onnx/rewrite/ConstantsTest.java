package dev.visor.onnx.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantsTest {
    @Test
    void findsInitializersAndEveryFormOfConstantNode() {
        GraphBuilder b = new GraphBuilder("g");
        String init = b.constant("w", Tensor.vector(1f, 2f));
        String node = b.node("Constant", List.of(), a -> a.set("value", Tensor.scalar(3f)));
        String ints = b.node("Constant", List.of(), a -> a.setInts("value_ints", 4, 5));
        String single = b.node("Constant", List.of(), a -> a.set("value_float", 6f));
        Graph g = b.build();
        assertThat(Constants.of(g, init)).isEqualTo(Tensor.vector(1f, 2f));
        assertThat(Constants.of(g, node)).isEqualTo(Tensor.scalar(3f));
        assertThat(Constants.of(g, ints)).isEqualTo(Tensor.vector(4L, 5L));
        assertThat(Constants.of(g, single)).isEqualTo(Tensor.scalar(6f));
    }

    @Test
    void leavesAloneWhatACallerMayReplace() {
        Graph g = new GraphBuilder("g").build();
        g.setInitializer("w", Tensor.vector(1f));
        g.addInput(ValueInfo.of("w", ElementType.FLOAT, 1));
        assertThat(Constants.isConstant(g, "w")).isFalse();
        g.setIrVersion(3);
        assertThat(Constants.isConstant(g, "w")).isTrue();
    }
}
