package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.onnx.graph.ElementType;
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
