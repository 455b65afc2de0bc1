package dev.visor.compression.calibration;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.BoundRun;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.ShapeOracle;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs a graph on calibration inputs and gathers a {@link Histogram} of each wanted value, one input after another into
 * the same buffers: memory depends on the model, not on how many pictures there are.
 */
public final class ActivationObserver {
    private ActivationObserver() {}

    /**
     * @param graph left as it is
     * @param values single-precision values of fixed shape, or inputs
     * @param calibration inputs to run on
     * @param images how many of them at most, evenly spread
     * @return a histogram for each of the values that is a single-precision tensor of fixed shape
     */
    public static Map<String, Histogram> observe(
            Graph graph, Collection<String> values, CalibrationSet calibration, int images, ProgressListener listener) {
        Map<String, ValueInfo> known = ShapeOracle.infer(graph, shapes(calibration));
        Graph probe = graph.copy();
        Map<String, TensorValue> outputs = new LinkedHashMap<>();
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        int longest = 0;
        for (String value : values) {
            ValueInfo info = known.get(value);
            Shape shape = info == null ? null : info.shape();
            if (info == null || info.type() != ElementType.FLOAT || shape == null || !shape.isStatic()) {
                continue;
            }
            histograms.put(value, new Histogram());
            longest = Math.max(longest, Math.toIntExact(shape.elements()));
            if (!graph.isInput(value)) {
                outputs.put(value, TensorValue.reusableFloats(shape.toArray()));
                if (!probe.isOutput(value)) {
                    probe.addOutput(new ValueInfo(value, ElementType.UNDEFINED, null));
                }
            }
        }
        TensorValue input = TensorValue.reusableFloats(calibration.shape());
        Map<String, TensorValue> inputs = new LinkedHashMap<>(calibration.fixed());
        inputs.put(calibration.tensor(), input);
        int total = Math.min(images, calibration.size());
        float[] scratch = new float[longest];
        try (ModelSession session = ModelSession.open(probe, SessionSettings.standard());
                Lease lease = session.lease();
                BoundRun run = lease.bind(inputs, outputs)) {
            for (int i = 0; i < total; i++) {
                float[] picture = calibration.input((int) ((long) i * calibration.size() / total));
                input.floatBuffer().put(0, picture, 0, Math.toIntExact(input.elements()));
                run.run();
                histograms.forEach((value, histogram) -> {
                    TensorValue output = outputs.get(value);
                    if (output == null) {
                        histogram.add(picture, Math.toIntExact(input.elements()));
                    } else {
                        FloatBuffer buffer = output.floatBuffer();
                        int length = buffer.remaining();
                        buffer.get(scratch, 0, length);
                        histogram.add(scratch, length);
                    }
                });
                listener.progressed("calibrate", i + 1L, total, "images");
            }
        }
        return histograms;
    }

    private static Map<String, long[]> shapes(CalibrationSet calibration) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        calibration.fixed().forEach((name, value) -> shapes.put(name, value.shape()));
        shapes.put(calibration.tensor(), calibration.shape());
        return shapes;
    }
}
