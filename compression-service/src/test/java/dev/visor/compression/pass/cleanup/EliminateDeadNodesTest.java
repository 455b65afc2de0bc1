package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import org.junit.jupiter.api.Test;

class EliminateDeadNodesTest {
    @Test
    void takesOutAChainThatNoOutputDependsOnAndItsConstants() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 4);
        String y = b.relu(x);
        b.sigmoid(b.add(x, b.constant("unused", Tensor.vector(1f, 2f, 3f, 4f))));
        assertThatPass(new EliminateDeadNodes())
                .on(b.outputAs(y, "y", 1, 4).build())
                .becomes(after -> {
                    assertThat(after.nodes()).hasSize(1);
                    assertThat(after.initializers()).isEmpty();
                });
    }

    @Test
    void leavesAloneWhatIsReadAndInputsThatAreNot() {
        GraphBuilder b = new GraphBuilder("g");
        b.input("ignored", 1, 4);
        String y = b.relu(b.input("x", 1, 4));
        assertThatPass(new EliminateDeadNodes())
                .on(b.outputAs(y, "y", 1, 4).build())
                .leavesAlone();
    }
}
