package dev.visor.compression.pass.channel;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.trial.TrialBench;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a candidate's detections are from the original's: by {@link TrialBench#distance} where there is a bench, else the
 * relative squared error of the outputs on a few calibration inputs.
 */
final class DetectionHarm {
    private static final int INPUTS = 8;

    private final @Nullable TrialBench bench;
    private final @Nullable CalibrationSet calibration;
    private final List<List<float[]>> expected = new ArrayList<>();

    /** @param original that candidates are compared with */
    DetectionHarm(Graph original, PassContext context) {
        bench = context.bench();
        calibration = context.calibration();
        if (bench == null && calibration != null) {
            expected.addAll(outputs(original, calibration));
        }
    }

    double of(Graph candidate) {
        if (bench != null) {
            return bench.distance(GraphWriter.toBytes(candidate));
        }
        if (calibration == null) {
            return 0;
        }
        List<List<float[]>> found = outputs(candidate, calibration);
        double error = 0;
        for (int output = 0; output < expected.getFirst().size(); output++) {
            double noise = 0;
            double signal = 0;
            for (int i = 0; i < expected.size(); i++) {
                float[] x = expected.get(i).get(output);
                float[] y = found.get(i).get(output);
                for (int j = 0; j < x.length; j++) {
                    noise += (double) (x[j] - y[j]) * (x[j] - y[j]);
                    signal += (double) x[j] * x[j];
                }
            }
            error += noise / Math.max(signal, Double.MIN_NORMAL);
        }
        return error;
    }

    private static List<List<float[]>> outputs(Graph graph, CalibrationSet calibration) {
        List<List<float[]>> all = new ArrayList<>();
        int count = Math.min(INPUTS, calibration.size());
        try (ModelSession session = ModelSession.open(graph, SessionSettings.standard())) {
            for (int i = 0; i < count; i++) {
                Map<String, TensorValue> inputs = new LinkedHashMap<>(calibration.fixed());
                int index = (int) ((long) i * calibration.size() / count);
                inputs.put(calibration.tensor(), TensorValue.ofFloats(calibration.shape(), calibration.input(index)));
                List<float[]> floats = new ArrayList<>();
                session.run(inputs).asMap().values().forEach(value -> {
                    if (value.type() == ElementType.FLOAT) {
                        floats.add(value.floats());
                    }
                });
                all.add(floats);
            }
        }
        return all;
    }
}
