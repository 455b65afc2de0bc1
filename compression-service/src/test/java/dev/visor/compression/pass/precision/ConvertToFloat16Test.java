package dev.visor.compression.pass.precision;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvertToFloat16Test {
    private final ConvertToFloat16 pass = new ConvertToFloat16(64);

    @Test
    void storesWeightsInHalfTheBytes() {
        Graph before = TinyModels.yoloLike(2);
        long size = GraphWriter.toBytes(before).length;
        assertThatPass(pass).on(before).withinRelativeError(2e-3).becomes(after -> {
            assertThat(after.nodes("Cast")).isNotEmpty();
            assertThat(GraphWriter.toBytes(after).length).isLessThan((int) (0.65 * size));
        });
    }

    @Test
    void leavesConstantsAloneThatHalfPrecisionCantHold() {
        GraphBuilder b = new GraphBuilder("g");
        float[] values = new float[64];
        values[7] = 70_000f;
        String y = b.mul(b.input("x", 1, 64), b.constant("w", Tensor.vector(values)));
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 64).build()).leavesAlone("1 of 64 values lie beyond ±65504");
    }

    @Test
    void leavesSmallConstantsAndParametersOfResizeAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.upsample(b.input("x", 1, 2, 2, 2), 2);
        String y = b.mul(x, b.constant("w", Tensor.scalar(3f)));
        assertThatPass(new ConvertToFloat16(4))
                .on(b.outputAs(y, "y", 1, 2, 4, 4).build())
                .leavesAlone();
    }

    @Test
    void leavesQuantisedModelsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String scale = b.constant("scale", Tensor.scalar(0.1f));
        String q = b.node("QuantizeLinear", b.input("x", 1, 64), scale);
        String y = b.node("DequantizeLinear", List.of(q, scale), a -> {});
        y = b.mul(y, b.constant("w", b.normal(1, 64)));
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 64).build()).leavesAlone("quantised already");
    }
}
