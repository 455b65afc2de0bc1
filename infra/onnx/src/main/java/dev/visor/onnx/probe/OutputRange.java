package dev.visor.onnx.probe;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.runtime.TensorValue;

/** The range of one output's numbers over several runs. */
final class OutputRange {
    private final String name;
    private String type = "";
    private long[] shape = {};
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private long count;

    OutputRange(String name) {
        this.name = name;
    }

    /** Whether every number is finite. Integers are. */
    static boolean isFinite(TensorValue value) {
        if (!value.type().isFloatingPoint()) {
            return true;
        }
        for (float f : value.floats()) {
            if (!Float.isFinite(f)) {
                return false;
            }
        }
        return true;
    }

    void add(TensorValue value) {
        type = value.type().name();
        shape = value.shape();
        if (value.type() == ElementType.UNDEFINED || value.elements() == 0) {
            return;
        }
        for (float f : value.floats()) {
            min = Math.min(min, f);
            max = Math.max(max, f);
            sum += f;
            count++;
        }
    }

    ProbeMessage.Value summary() {
        return count == 0
                ? new ProbeMessage.Value(name, type, shape, 0, 0, 0)
                : new ProbeMessage.Value(name, type, shape, min, max, sum / count);
    }
}
