package dev.visor.onnx.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import org.junit.jupiter.api.Test;

class RemovalTest {
    @Test
    void joinsReadersToTheInput() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1);
        Graph g = b.output(b.relu(b.node("Identity", x)), 1).build();
        Node identity = g.nodes("Identity").getFirst();
        assertThat(Removal.bypass(g, identity)).isTrue();
        assertThat(g.nodes()).hasSize(1);
        assertThat(g.nodes().getFirst().inputs()).containsExactly("x");
        assertThat(GraphChecker.check(g)).isEmpty();
    }

    @Test
    void keepsTheNameOfAnOutput() {
        GraphBuilder b = new GraphBuilder("g");
        String a = b.relu(b.input("x", 1));
        b.output(b.sigmoid(a), 1);
        Graph g = b.outputAs(b.node("Identity", a), "out", 1).build();
        assertThat(Removal.bypass(g, g.nodes("Identity").getFirst())).isTrue();
        assertThat(g.nodes("Relu").getFirst().output()).isEqualTo("out");
        assertThat(g.nodes("Sigmoid").getFirst().inputs()).containsExactly("out");
        assertThat(GraphChecker.check(g)).isEmpty();
    }

    @Test
    void leavesAloneAnInputThatIsPassedThrough() {
        GraphBuilder b = new GraphBuilder("g");
        Graph g = b.outputAs(b.node("Identity", b.input("x", 1)), "out", 1).build();
        assertThat(Removal.bypass(g, g.nodes().getFirst())).isFalse();
        assertThat(g.nodes()).hasSize(1);
    }

    @Test
    void removesWhatNoOutputDependsOn() {
        Graph g = TinyModels.convBnSilu();
        assertThat(Removal.deadCode(g)).isZero();
        g.setInitializer("spare", Tensor.scalar(1f));
        g.append(new Node("Relu", "r", java.util.List.of("images"), java.util.List.of("r1")));
        g.append(new Node("Add", "s", java.util.List.of("r1", "spare"), java.util.List.of("r2")));
        assertThat(Removal.deadCode(g)).isEqualTo(3);
        assertThat(g.isDefined("r1")).isFalse();
        assertThat(g.initializer("spare")).isNull();
    }
}
