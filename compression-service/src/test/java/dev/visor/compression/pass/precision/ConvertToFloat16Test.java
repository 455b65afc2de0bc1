package dev.visor.compression.pass.precision;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvertToFloat16Test {
    private final ConvertToFloat16 pass = new ConvertToFloat16(64, 50);

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
        assertThatPass(new ConvertToFloat16(4, 50))
                .on(b.outputAs(y, "y", 1, 2, 4, 4).build())
                .leavesAlone();
    }

    @Test
    void takesWhatStayedInFloatingPointInAQuantisedModel() {
        GraphBuilder b = new GraphBuilder("g");
        String scale = b.constant("scale", Tensor.scalar(0.1f));
        String zero = b.constant("zero", Tensor.ofBytes(ElementType.UINT8, new long[0], (byte) 7));
        String q = b.node("QuantizeLinear", b.input("x", 1, 64), scale, zero);
        String y = b.node("DequantizeLinear", q, scale, zero);
        y = b.mul(y, b.constant("w", b.normal(1, 1, 64)));
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 64).build())
                .withinRelativeError(1e-3)
                .becomes("Cast", "QuantizeLinear", "DequantizeLinear", "Mul");
    }

    @Test
    void leavesConstantsAloneThatHalfPrecisionHoldsPoorly() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.mul(b.input("x", 1, 64), b.constant("w", b.uniform(1e-8, 1e-6, 1, 64)));
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 64).build())
                .leavesAlone("'w' stays in single precision: half precision would leave");
    }

    @Test
    void leavesConstantsAloneWhoseReaderWouldBeOff() {
        GraphBuilder b = new GraphBuilder("g");
        String nearlyOne = b.constant("w", b.uniform(0.9999, 1.0001, 1, 64));
        String y = b.node("Log", b.node("Pow", nearlyOne, b.input("x", 1, 1)));
        // What Log makes of it is off, but Log doesn't read it: its reader is judged.
        String z = b.node("Sub", nearlyOne, b.constant("one", b.uniform(0.9999, 1.0001, 1, 64)));
        z = b.mul(z, b.input("u", 1, 1));
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 64).outputAs(z, "z", 1, 64).build())
                .leavesAlone("stay in single precision: the result of Sub");
    }

    @Test
    void judgesConstantsAloneWhereTheModelHasNoFixedInput() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.mul(b.input("x", -1, 64), b.constant("w", b.normal(1, 1, 64)));
        Graph graph = b.outputAs(y, "y", -1, 64).build();
        PassResult result = pass.apply(graph, PassContext.bare());
        assertThat(result.changes()).isEqualTo(1);
        assertThat(result.notes()).anyMatch(n -> n.contains("input 'x' has no fixed shape"));
    }

    @Test
    void leavesScalesOfIntegerWeightsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", Tensor.ofBytes(ElementType.INT8, new long[] {64, 2}, new byte[128]));
        String single = b.node("Cast", List.of(w), a -> a.set("to", 1));
        String y = b.node("MatMul", b.input("x", 1, 64), b.mul(single, b.constant("s", b.normal(1, 64, 1))));
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 2).build()).leavesAlone("no constants in single precision");
    }
}
