package dev.visor.compression.pass.mixed;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.quantization.Operators;
import dev.visor.compression.pass.quantization.QuantizeStatic;
import dev.visor.compression.pass.quantization.SeededInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.TinyModels;

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
        return new SeededInputs("images", 8, 1, 3, 64, 64);
    }
}
