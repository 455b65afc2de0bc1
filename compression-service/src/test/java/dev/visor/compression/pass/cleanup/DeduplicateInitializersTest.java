package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import org.junit.jupiter.api.Test;

class DeduplicateInitializersTest {
    @Test
    void keepsOneOfTwoEqualConstants() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.add(b.input("x", 1, 2), b.constant("a", Tensor.vector(1f, 2f)));
        y = b.mul(y, b.constant("b", Tensor.vector(1f, 2f)));
        assertThatPass(new DeduplicateInitializers())
                .on(b.outputAs(y, "y", 1, 2).build())
                .becomes(after -> assertThat(after.initializers()).containsOnlyKeys("a"));
    }

    @Test
    void leavesConstantsAloneThatDifferInShapeOrThatCallersMayReplace() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.add(b.input("x", 1, 2), b.constant("a", Tensor.vector(1f, 2f)));
        y = b.mul(y, b.constant("b", Tensor.ofFloats(new long[] {1, 2}, 1f, 2f)));
        y = b.mul(y, b.constant("c", Tensor.vector(1f, 2f)));
        b.input("c", 2);
        assertThatPass(new DeduplicateInitializers())
                .on(b.outputAs(y, "y", 1, 2).build())
                .leavesAlone();
    }
}
