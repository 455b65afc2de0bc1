package dev.visor.onnx.probe;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The range of one output's numbers over several runs, as a whole and feature by feature. */
final class OutputRange {
    /** 1000 classes and what stands beside them. */
    private static final int MOST_FEATURES = 1100;

    private final String name;
    private ElementType type = ElementType.UNDEFINED;
    private long[] shape = {};
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private long count;
    private double[] featureMin = {};
    private double[] featureMax = {};
    private boolean[] featureWhole = {};

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
        type = value.type();
        shape = value.shape();
        if (value.type() == ElementType.UNDEFINED || value.elements() == 0) {
            return;
        }
        float[] values = value.floats();
        for (float f : values) {
            min = Math.min(min, f);
            max = Math.max(max, f);
            sum += f;
            count++;
        }
        addFeatures(values);
    }

    /** Features lie along the shorter of the last two axes: there are more boxes than features. */
    private void addFeatures(float[] values) {
        long columns = shape.length < 2 ? 0 : shape[shape.length - 1];
        long rows = shape.length < 2 ? 0 : shape[shape.length - 2];
        int features = (int) Math.min(Math.min(rows, columns), MOST_FEATURES + 1);
        if (features == 0 || features > MOST_FEATURES) {
            return;
        }
        if (featureMin.length != features) {
            featureMin = new double[features];
            featureMax = new double[features];
            featureWhole = new boolean[features];
            Arrays.fill(featureMin, Double.POSITIVE_INFINITY);
            Arrays.fill(featureMax, Double.NEGATIVE_INFINITY);
            Arrays.fill(featureWhole, true);
        }
        boolean asRows = rows < columns;
        for (int i = 0; i < values.length; i++) {
            int feature = (int) (asRows ? i / columns % rows : i % columns);
            float f = values[i];
            featureMin[feature] = Math.min(featureMin[feature], f);
            featureMax[feature] = Math.max(featureMax[feature], f);
            featureWhole[feature] &= f == Math.rint(f);
        }
    }

    ProbeReport.Output summary() {
        List<FeatureRange> features = new ArrayList<>();
        for (int i = 0; i < featureMin.length && count > 0; i++) {
            features.add(new FeatureRange(featureMin[i], featureMax[i], featureWhole[i]));
        }
        return count == 0
                ? new ProbeReport.Output(name, type, Shape.of(shape), 0, 0, 0, List.of())
                : new ProbeReport.Output(name, type, Shape.of(shape), min, max, sum / count, features);
    }
}
