package dev.visor.compression.pass.cleanup;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MendResizeRoiTest {
    @Test
    void leavesOutAnEmptyRoi() {
        assertThatPass(new MendResizeRoi())
                .on(resize("half_pixel", 13))
                .becomes(after ->
                        assertThat(after.nodes("Resize").getFirst().input(1)).isEmpty());
    }

    @Test
    void leavesAResizeAloneThatHasNoRoi() {
        GraphBuilder b = new GraphBuilder("g").opset(13);
        String y = b.upsample(b.input("x", 1, 1, 4, 4), 2);
        assertThatPass(new MendResizeRoi())
                .on(b.outputAs(y, "y", 1, 1, 8, 8).build())
                .leavesAlone();
    }

    @Test
    void leavesOpset11AloneWhichDemandsARoi() {
        assertThatPass(new MendResizeRoi()).on(resize("half_pixel", 11)).leavesAlone();
    }

    private static Graph resize(String mode, int opset) {
        GraphBuilder b = new GraphBuilder("g").opset(opset);
        String roi = b.constant("roi", Tensor.ofFloats(new long[] {0}));
        String scales = b.constant("scales", Tensor.vector(1f, 1f, 2f, 2f));
        String y = b.node(
                "Resize",
                List.of(b.input("x", 1, 1, 4, 4), roi, scales),
                a -> a.set("coordinate_transformation_mode", mode).set("mode", "linear"));
        return b.outputAs(y, "y", 1, 1, 8, 8).build();
    }
}
