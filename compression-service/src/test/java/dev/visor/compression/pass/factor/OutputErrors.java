package dev.visor.compression.pass.factor;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.Map;
import java.util.Objects;

/** Compares graphs on the inputs that {@link FactorExample} calibrates on. */
public final class OutputErrors {
    private OutputErrors() {}

    /** {@code Σ(y − ŷ)² / Σy²} of the output. */
    public static double of(Graph before, Graph after) {
        CalibrationSet inputs =
                Objects.requireNonNull(FactorExample.calibrated(before).calibration());
        double error = 0;
        double power = 0;
        try (ModelSession a = ModelSession.open(before, SessionSettings.standard());
                ModelSession b = ModelSession.open(after, SessionSettings.standard())) {
            for (int i = 0; i < inputs.size(); i++) {
                Map<String, TensorValue> input = Map.of("x", TensorValue.ofFloats(inputs.shape(), inputs.input(i)));
                float[] expected = a.run(input).get("out").floats();
                float[] found = b.run(input).get("out").floats();
                for (int k = 0; k < expected.length; k++) {
                    error += (expected[k] - found[k]) * (expected[k] - found[k]);
                    power += expected[k] * expected[k];
                }
            }
        }
        return error / power;
    }
}
