package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import org.junit.jupiter.api.Test;

class ExtractInitializersFromInputsTest {
    @Test
    void takesConstantsOutOfTheInputsAndRaisesTheIrVersionThatAllowsIt() {
        GraphBuilder b = new GraphBuilder("g").irVersion(3).opset(8);
        String y = b.add(b.input("x", 1, 2), b.constant("a", Tensor.vector(1f, 2f)));
        b.input("a", 2);
        assertThatPass(new ExtractInitializersFromInputs())
                .on(b.outputAs(y, "y", 1, 2).build())
                .becomes(after -> {
                    assertThat(after.inputs()).extracting(ValueInfo::name).containsExactly("x");
                    assertThat(after.irVersion()).isEqualTo(4);
                });
    }

    @Test
    void leavesRealInputsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.add(b.input("x", 1, 2), b.input("z", 1, 2));
        assertThatPass(new ExtractInitializersFromInputs())
                .on(b.outputAs(y, "y", 1, 2).build())
                .leavesAlone();
    }
}
