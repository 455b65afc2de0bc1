package dev.visor.compression.report;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Two convolutions with eight channels between them, of which only the first four do anything, and the same without the idle ones. */
final class Narrowed {
    private static final int KERNEL = 3 * 3;
    private static final int BUSY = 4;
    private static final int ALL = 8;

    private Narrowed() {}

    static Graph original() {
        return graph(ALL);
    }

    /** Values have the same names. */
    static Graph narrowed() {
        return graph(BUSY);
    }

    private static Graph graph(int channels) {
        SplittableRandom random = new SplittableRandom(3);
        float[] first = new float[channels * 3 * KERNEL];
        for (int i = 0; i < BUSY * 3 * KERNEL; i++) {
            first[i] = (float) random.nextDouble(-1, 1);
        }
        float[] second = new float[4 * channels * KERNEL];
        for (int out = 0; out < 4; out++) {
            for (int i = 0; i < BUSY * KERNEL; i++) {
                second[out * channels * KERNEL + i] = (float) random.nextDouble(-1, 1);
            }
            Arrays.fill(second, (out * channels + BUSY) * KERNEL, (out + 1) * channels * KERNEL, 1);
        }
        GraphBuilder b = new GraphBuilder("narrow");
        String x = b.conv(
                b.input("images", 1, 3, 32, 32), Tensor.ofFloats(new long[] {channels, 3, 3, 3}, first), null, 1, 1, 1);
        String y = b.conv(b.node("Relu", x), Tensor.ofFloats(new long[] {4, channels, 3, 3}, second), null, 1, 1, 1);
        b.outputAs(y, "output", 1, 4, 32, 32);
        return b.build();
    }
}
