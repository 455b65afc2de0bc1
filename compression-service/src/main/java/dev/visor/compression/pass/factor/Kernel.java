package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.onnx.graph.Attributes;

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
    /** That of a layer; a convolution must name its kernel's shape. */
    public static Kernel of(FloatLayer layer) {
        int rows = layer.shape().rows();
        int columns = layer.shape().columns();
        Attributes a = layer.node().attributes();
        if (!layer.node().is("Conv")) {
            return new Kernel(rows, columns, 1, 1, new long[] {1, 1}, new long[4], new long[] {1, 1});
        }
        int height = Math.toIntExact(a.getInts("kernel_shape")[0]);
        int width = Math.toIntExact(a.getInts("kernel_shape")[1]);
        return new Kernel(
                rows,
                columns / (height * width),
                height,
                width,
                a.getInts("strides", 1, 1),
                a.getInts("pads", 0, 0, 0, 0),
                a.getInts("dilations", 1, 1));
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
