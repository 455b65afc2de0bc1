package dev.visor.compression.report;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.BoundRun;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a graph on calibration pictures and shows values inside of it, always in the same buffers. For one thread. */
final class ValueRuns implements AutoCloseable {
    private final ModelSession session;
    private final Lease lease;
    private final BoundRun run;
    private final CalibrationSet pictures;
    private final TensorValue input;
    private final Map<String, TensorValue> outputs = new LinkedHashMap<>();

    /**
     * @param graph left as it is
     * @param values which, with their shapes; at least one
     */
    ValueRuns(Graph graph, Map<String, Shape> values, CalibrationSet pictures) {
        Graph probe = graph.copy();
        values.forEach((value, shape) -> {
            outputs.put(value, TensorValue.reusableFloats(shape.toArray()));
            if (!probe.isOutput(value)) {
                probe.addOutput(new ValueInfo(value, ElementType.UNDEFINED, null));
            }
        });
        this.pictures = pictures;
        this.input = TensorValue.reusableFloats(pictures.shape());
        Map<String, TensorValue> inputs = new LinkedHashMap<>(pictures.fixed());
        inputs.put(pictures.tensor(), input);
        this.session = ModelSession.open(probe, SessionSettings.standard());
        this.lease = session.lease();
        this.run = lease.bind(inputs, outputs);
    }

    /** Runs on picture {@code index} of so many, evenly spread over all. */
    void run(int index, int of) {
        float[] picture = pictures.input((int) ((long) index * pictures.size() / of));
        input.floatBuffer().put(0, picture, 0, Math.toIntExact(input.elements()));
        run.run();
    }

    /** What the last run made of a value. */
    FloatBuffer value(String name) {
        TensorValue value = outputs.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'%s' is not among %s".formatted(name, outputs.keySet()));
        }
        return value.floatBuffer();
    }

    @Override
    public void close() {
        run.close();
        lease.close();
        session.close();
    }
}
