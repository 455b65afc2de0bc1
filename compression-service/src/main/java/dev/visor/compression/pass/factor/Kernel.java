package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.LayerShape.Window;
import dev.visor.onnx.graph.Attributes;
import java.util.Arrays;

/**
 * How a layer of one group reads: a two-dimensional convolution, or a linear operator, which is one of 1×1.
 *
 * @param out output channels
 * @param in input channels
 * @param height of the kernel
 * @param width of the kernel
 * @param strides down and right
 * @param pads top, left, bottom, right
 * @param dilations down and right
 */
public record Kernel(int out, int in, int height, int width, long[] strides, long[] pads, long[] dilations) {
    /** That of a layer. */
    public static Kernel of(FloatLayer layer) {
        int rows = layer.shape().rows();
        int columns = layer.shape().columns();
        Window window = layer.shape().window();
        if (window == null) {
            return new Kernel(rows, columns, 1, 1, new long[] {1, 1}, new long[4], new long[] {1, 1});
        }
        int height = window.kernel()[0];
        int width = window.kernel()[1];
        return new Kernel(
                rows,
                columns / (height * width),
                height,
                width,
                longs(window.strides()),
                longs(window.pads()),
                longs(window.dilations()));
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    /** Attributes of a convolution that moves as this one does. */
    public Attributes moves() {
        return new Attributes()
                .setInts("strides", strides)
                .setInts("pads", pads)
                .setInts("dilations", dilations);
    }

    /** Weights of one filter of one channel. */
    public int area() {
        return height * width;
    }

    /** Multiply-accumulates for one place of the result. */
    public double macs() {
        return (double) out * in * area();
    }

    /** Multiples below the full rank, and the full rank. */
    public static int[] ranks(int full, int multiple) {
        int count = Math.ceilDiv(full, multiple);
        int[] ranks = new int[count];
        for (int i = 0; i < count; i++) {
            ranks[i] = Math.min(full, (i + 1) * multiple);
        }
        return ranks;
    }
}
