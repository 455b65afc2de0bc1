package dev.visor.compression.pass.mixed;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.quantization.Operators;
import dev.visor.compression.pass.quantization.QuantizeStatic;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.TinyModels;
import java.util.SplittableRandom;

/** A tiny detector and what static quantisation makes of it. */
final class QuantizedExample {
    private QuantizedExample() {}

    static Graph reference() {
        return TinyModels.yoloLike(2);
    }

    static Graph quantized() {
        Graph graph = reference();
        new QuantizeStatic(8, Operators.ALL, 99.99, false).apply(graph, PassContext.calibratedOn(inputs()));
        return graph;
    }

    static CalibrationSet inputs() {
        return new CalibrationSet() {
            @Override
            public int size() {
                return 8;
            }

            @Override
            public String tensor() {
                return "images";
            }

            @Override
            public long[] shape() {
                return new long[] {1, 3, 64, 64};
            }

            @Override
            public float[] input(int index) {
                SplittableRandom random = new SplittableRandom(index);
                float[] values = new float[3 * 64 * 64];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble();
                }
                return values;
            }
        };
    }
}
