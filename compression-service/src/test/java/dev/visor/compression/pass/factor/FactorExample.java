package dev.visor.compression.pass.factor;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.PassContext;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Small graphs with a layer that can be replaced: it is neither the first that is too narrow nor the last, which predicts. */
public final class FactorExample {
    /** Channels that the layer reads. */
    public static final int IN = 6;

    private static final int SIDE = 9;

    private FactorExample() {}

    /** A 3×3 convolution with these weights {@code [8,6,3,3]}, strides, uneven pads and a bias, then ReLU and a prediction. */
    public static Graph convolution(Tensor weights, long... strides) {
        GraphBuilder b = new GraphBuilder("example");
        String x = b.input("x", 1, IN, SIDE, SIDE);
        String y = b.node(
                "Conv",
                List.of(x, b.constant("w", weights), b.constant("b", b.normal(0.1, weights.dim(0)))),
                a -> a.setInts("kernel_shape", 3, 3).setInts("strides", strides).setInts("pads", 1, 0, 2, 1));
        long height = (SIDE + 3 - 3) / strides[0] + 1;
        long width = (SIDE + 1 - 3) / strides[1] + 1;
        String z = b.conv(b.relu(y), (int) weights.dim(0), 4, 1, 1, 1);
        return b.outputAs(z, "out", 1, 4, height, width).build();
    }

    /** Random weights of the layer. */
    public static Tensor weights() {
        return new GraphBuilder("weights", 7).normal(0.2, 8, IN, 3, 3);
    }

    /** A Gemm or MatMul of 6 to 8 channels, then ReLU and a prediction. */
    public static Graph linear(String opType, Tensor weights) {
        GraphBuilder b = new GraphBuilder("example");
        String x = b.input("x", 4, IN);
        String w = b.constant("w", weights);
        String y = opType.equals("Gemm")
                ? b.node("Gemm", x, w, b.constant("b", b.normal(0.1, weights.dim(1))))
                : b.node("MatMul", x, w);
        String z = b.gemm(b.relu(y), (int) weights.dim(1), 3);
        return b.outputAs(z, "out", 4, 3).build();
    }

    /** So many inputs of uniform noise, as those that results are compared on. */
    public static PassContext calibrated(Graph graph) {
        long[] shape =
                Objects.requireNonNull(graph.runtimeInputs().getFirst().shape()).toArray();
        return PassContext.calibratedOn(new Noise(shape));
    }

    private record Noise(long[] shape) implements CalibrationSet {
        @Override
        public int size() {
            return 16;
        }

        @Override
        public String tensor() {
            return "x";
        }

        @Override
        public float[] input(int index) {
            SplittableRandom random = new SplittableRandom(index);
            int length = 1;
            for (long dim : shape) {
                length *= (int) dim;
            }
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) random.nextDouble();
            }
            return values;
        }
    }
}
