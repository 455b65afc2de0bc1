package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.PassContext;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldConstantsTest {
    private final FoldConstants pass = new FoldConstants(1 << 20);

    @Test
    void computesWhatDependsOnConstantsOnly() {
        GraphBuilder b = new GraphBuilder("g");
        String constant = b.node("Constant", List.of(), a -> a.set("value", Tensor.vector(2f, 3f)));
        String square = b.mul(constant, constant);
        String y = b.add(b.input("x", 1, 2), square);
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 2).build()).becomes(after -> {
            assertThat(after.nodes()).hasSize(1);
            Tensor folded = after.initializer(after.nodes().getFirst().input(1));
            assertThat(folded).isEqualTo(Tensor.vector(4f, 9f));
        });
    }

    @Test
    void computesAReshapeOfAKnownShape() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 2, 3, 4);
        String shape = b.node("Shape", b.relu(x));
        String flat = b.node("Flatten", x);
        String y = b.node("Reshape", flat, shape);
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 2, 3, 4).build())
                .becomes(after -> assertThat(after.nodes("Shape")).isEmpty());
    }

    @Test
    void computesWithSizesThatAreFixedBesideAnOpenBatch() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", -1, 8, 3, 4);
        String shape = b.node("Shape", b.relu(x));
        String half = b.node(
                "Div",
                b.node("Gather", shape, b.constant("one", Tensor.vector(1L))),
                b.constant("two", Tensor.vector(2L)));
        String y =
                b.node("Slice", x, b.constant("zero", Tensor.vector(0L)), half, b.constant("axis", Tensor.vector(1L)));
        Graph graph = b.output(y, -1, 4, 3, 4).build();
        assertThat(pass.apply(graph, PassContext.bare()).notes()).isEmpty();
        assertThat(graph.nodes("Gather")).isEmpty();
        assertThat(graph.nodes("Div")).isEmpty();
        Tensor bound = graph.initializer(graph.nodes("Slice").getFirst().input(2));
        assertThat(bound).isEqualTo(Tensor.vector(4L));
    }

    @Test
    void leavesAnOpenBatchAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", -1, 8, 3, 4);
        String shape = b.node("Shape", b.relu(x));
        String batch = b.node("Gather", shape, b.constant("zero", Tensor.vector(0L)));
        String target = b.concat(0, batch, b.constant("rest", Tensor.vector(-1L)));
        Graph graph = b.output(b.node("Reshape", x, target), -1, 96).build();
        assertThat(pass.apply(graph, PassContext.bare()).notes())
                .containsExactly("1 Shape nodes stay: an input has no fixed shape");
        assertThat(graph.nodes("Gather")).hasSize(1);
    }

    @Test
    void leavesStoredHalvesRandomNumbersAndResultsAboveTheLimitAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String half = b.constant("half", Tensor.ofHalves(new long[] {2}, 1f, 2f));
        String weights = b.node("Cast", List.of(half), a -> a.set("to", ElementType.FLOAT.code()));
        String large =
                b.node("Expand", b.constant("one", Tensor.vector(1f)), b.constant("shape", Tensor.vector(1000L)));
        String y = b.add(b.input("x", 1, 2), weights);
        String z = b.add(b.input("w", 1, 1000), large);
        b.outputAs(y, "y", 1, 2).outputAs(z, "z", 1, 1000);
        assertThatPass(new FoldConstants(100)).on(b.build()).leavesAlone("larger than limitBytes = 100");
    }

    @Test
    void refusesALimitOutOfRange() {
        assertThatThrownBy(() -> new FoldConstants(1)).hasMessage("limitBytes must be 64 to 1073741824, was 1");
    }
}
