package dev.visor.compression.pass.sharing;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.repair.QuantizedLayer;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShareInt8WeightsTest {
    @Test
    void choosesIntegersInTheMiddleOfWeights() {
        // Steps of the second channel are a tenth: its integers count a hundredth, and 40 stays where 41 and 39 go
        // along.
        byte[] weights = {-80, 0, 40, 40, -80, 0, 39, 43};
        Graph graph = quantized(new long[] {2, 4, 1, 1}, weights, 0.1f, 0.01f);
        PassResult result = assertThatPass(new ShareInt8Weights(3, Spacing.OPTIMAL, 0.5))
                .on(graph)
                .withinRelativeError(0.1)
                .becomes(after -> assertThat(QuantizedLayer.of(after)
                                .getFirst()
                                .weights(after)
                                .bytes())
                        .containsExactly(-80, 0, 40, 40, -80, 0, 40, 40));
        // 4 symbols as 2/8, 2/8, 2/8, 1/8, 1/8 and 3 as 2/8, 2/8, 4/8.
        assertThat(result.figures().get("meanBitsBefore")).isCloseTo(2.25, within(1e-9));
        assertThat(result.figures().get("meanBitsAfter")).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void zerosStayZeroAndManyIntegersBecomeFew() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] weights = new byte[64 * 32];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (i % 3 == 0 ? 0 : Math.clamp(Math.round(40 * random.nextGaussian()), -127, 127));
        }
        assertThatPass(new ShareInt8Weights(32, Spacing.OPTIMAL, 0.25))
                .on(quantized(new long[] {64, 32, 1, 1}, weights, 0.01f))
                .withinRelativeError(0.1)
                .becomes(after -> {
                    byte[] shared =
                            QuantizedLayer.of(after).getFirst().weights(after).bytes();
                    for (int i = 0; i < shared.length; i += 3) {
                        assertThat(shared[i]).isZero();
                    }
                    boolean[] seen = new boolean[256];
                    int distinct = 0;
                    for (byte b : shared) {
                        distinct += seen[b + 128] ? 0 : 1;
                        seen[b + 128] = true;
                    }
                    assertThat(distinct).isLessThanOrEqualTo(32);
                });
    }

    @Test
    void leavesFewIntegersAlone() {
        assertThatPass(new ShareInt8Weights(8, Spacing.OPTIMAL, 0.25))
                .on(quantized(new long[] {2, 4, 1, 1}, new byte[] {1, 2, 3, 4, 5, 6, 7, 0}, 0.1f))
                .leavesAlone("1 layers stay: their weights have no more than 8 integers");
    }

    @Test
    void leavesAloneWhatWouldMoveTooFar() {
        assertThatPass(new ShareInt8Weights(3, Spacing.OPTIMAL, 0.1))
                .on(quantized(new long[] {2, 4, 1, 1}, new byte[] {-127, -20, 13, 44, 90, 100, -60, 1}, 0.1f))
                .leavesAlone("3 integers would move its weights by", "maxError is 0.1");
    }

    @Test
    void leavesFloatsAlone() {
        assertThatPass(new ShareInt8Weights(16, Spacing.OPTIMAL, 0.25))
                .on(TinyModels.yoloLike(2))
                .leavesAlone("no layer has int8 weights");
    }

    private static Graph quantized(long[] dims, byte[] weights, float... scales) {
        GraphBuilder b = new GraphBuilder("g");
        String scale = b.constant("scale", Tensor.scalar(0.005f));
        String zero = b.constant("zero", Tensor.ofBytes(ElementType.UINT8, new long[0], (byte) 0));
        String x = b.input("x", 1, dims[1], 2, 2);
        String read = b.node("DequantizeLinear", b.node("QuantizeLinear", x, scale, zero), scale, zero);
        Tensor steps = scales.length == 1 ? Tensor.scalar(scales[0]) : Tensor.vector(scales);
        String w = b.node(
                "DequantizeLinear",
                List.of(b.constant("w", Tensor.ofBytes(ElementType.INT8, dims, weights)), b.constant("s", steps)),
                a -> a.set("axis", 0L));
        return b.outputAs(b.node("Conv", read, w), "y", 1, dims[0], 2, 2).build();
    }
}
