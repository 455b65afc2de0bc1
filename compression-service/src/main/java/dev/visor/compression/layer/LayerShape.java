package dev.visor.compression.layer;

import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.TensorValue;
import org.jspecify.annotations.Nullable;

/**
 * A layer as a product of matrices: {@code result[p, row] = Σ_k weights[row, k] · patch[p, k]}, for each group of channels
 * apart.
 *
 * @param groups how many groups
 * @param rows output channels of a group
 * @param columns weights of an output channel: input channels of a group times kernel
 * @param transposed whether the weights lie as {@code [columns, rows]}
 * @param window how a convolution's patches lie in its input; null for a linear operator
 */
public record LayerShape(
        int groups,
        int rows,
        int columns,
        boolean transposed,
        @Nullable Window window) {
    /**
     * Where a two-dimensional convolution reads.
     *
     * @param kernel height and width
     * @param strides down and right
     * @param pads top and left; zeros lie there
     * @param dilations down and right
     */
    public record Window(int[] kernel, int[] strides, int[] pads, int[] dilations) {}

    /** The shape of a layer; null where it is none of a two-dimensional convolution, Gemm or MatMul. */
    public static @Nullable LayerShape of(Node node, Tensor weights) {
        Attributes a = node.attributes();
        if (node.is("Conv")) {
            boolean plain =
                    weights.rank() == 4 && a.getText("auto_pad", "NOTSET").equals("NOTSET");
            if (!plain) {
                return null;
            }
            int groups = Math.toIntExact(a.getInt("group", 1));
            int height = Math.toIntExact(weights.dim(2));
            int width = Math.toIntExact(weights.dim(3));
            Window window = new Window(
                    new int[] {height, width},
                    ints(a, "strides", 2, 1),
                    ints(a, "pads", 4, 0),
                    ints(a, "dilations", 2, 1));
            int rows = Math.toIntExact(weights.dim(0)) / groups;
            return new LayerShape(groups, rows, Math.toIntExact(weights.dim(1)) * height * width, false, window);
        }
        if (node.is("MatMul") || node.is("Gemm")) {
            boolean plain = weights.rank() == 2
                    && a.getInt("transA", 0) == 0
                    && a.getFloat("alpha", 1) == 1
                    && a.getFloat("beta", 1) == 1;
            boolean transposed = node.is("MatMul") || a.getInt("transB", 0) == 0;
            int first = Math.toIntExact(weights.dim(0));
            int second = Math.toIntExact(weights.dim(1));
            return plain
                    ? new LayerShape(1, transposed ? second : first, transposed ? first : second, transposed, null)
                    : null;
        }
        return null;
    }

    private static int[] ints(Attributes a, String name, int size, int missing) {
        int[] out = new int[size];
        long[] given = a.getInts(name);
        for (int i = 0; i < size; i++) {
            out[i] = given.length < size ? missing : Math.toIntExact(given[i]);
        }
        return out;
    }

    /** Weights of one input channel in an output channel: height times width of a kernel, 1 for a linear operator. */
    public int kernelSize() {
        return window == null ? 1 : window.kernel[0] * window.kernel[1];
    }

    /** Place of a weight in the tensor. */
    public int index(int channel, int column) {
        return transposed ? column * rows * groups + channel : channel * columns + column;
    }

    /** At how many places a result of these dimensions is computed. */
    public int places(TensorValue result) {
        return Math.toIntExact(result.elements() / ((long) rows * groups));
    }

    /** Where the value of a channel at a place lies in a result. */
    public int resultIndex(int places, int place, int channel) {
        return window == null ? place * rows * groups + channel : channel * places + place;
    }

    /**
     * What one output channel of a group reads at a place.
     *
     * @param input of the layer
     * @param resultWidth columns of a convolution's result
     * @param into where the {@code columns} values go, from {@code at}
     */
    public void patch(LayerInput input, int resultWidth, int group, int place, float[] into, int at) {
        if (window == null) {
            for (int k = 0; k < columns; k++) {
                into[at + k] = input.get(place * columns + k);
            }
            return;
        }
        int kh = window.kernel[0];
        int kw = window.kernel[1];
        int channels = columns / (kh * kw);
        int top = place / resultWidth * window.strides[0] - window.pads[0];
        int left = place % resultWidth * window.strides[1] - window.pads[1];
        int next = at;
        for (int c = 0; c < channels; c++) {
            int plane = (group * channels + c) * input.height() * input.width();
            for (int y = 0; y < kh; y++) {
                int row = top + y * window.dilations[0];
                for (int x = 0; x < kw; x++) {
                    int column = left + x * window.dilations[1];
                    boolean inside = row >= 0 && row < input.height() && column >= 0 && column < input.width();
                    into[next++] = inside ? input.get(plane + row * input.width() + column) : 0;
                }
            }
        }
    }
}
