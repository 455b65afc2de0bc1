package dev.visor.compression.report;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far each value of a variant is from the same value of its reference, on a few calibration pictures. Values are
 * compared by name, {@value #MOST_ELEMENTS} elements at a time, so that memory doesn't grow with the model.
 */
final class NodeNoise {
    /** 64 MB for each of the two graphs. */
    private static final long MOST_ELEMENTS = 16 << 20;

    private NodeNoise() {}

    /**
     * @param shapes the variant's values, as {@link dev.visor.onnx.runtime.ShapeOracle} gives them
     * @param referenceShapes the reference's
     * @return signal to noise in decibels by value, of all that both have as single-precision tensors of one fixed shape
     */
    static Map<String, Double> measure(
            Graph variant,
            Map<String, ValueInfo> shapes,
            Graph reference,
            Map<String, ValueInfo> referenceShapes,
            CalibrationSet pictures,
            int images,
            ProgressListener listener) {
        List<Map<String, Shape>> groups = groups(variant, shapes, reference, referenceShapes);
        int count = Math.min(images, pictures.size());
        Map<String, Double> decibels = new LinkedHashMap<>();
        int done = 0;
        for (Map<String, Shape> group : groups) {
            Map<String, SignalToNoise> noise = new LinkedHashMap<>();
            group.keySet().forEach(value -> noise.put(value, new SignalToNoise()));
            try (ValueRuns expected = new ValueRuns(reference, group, pictures);
                    ValueRuns found = new ValueRuns(variant, group, pictures)) {
                for (int i = 0; i < count; i++) {
                    expected.run(i, count);
                    found.run(i, count);
                    noise.forEach((value, s) -> s.add(expected.value(value), found.value(value)));
                    listener.progressed(
                            "compare values with the reference",
                            ++done,
                            (long) count * groups.size(),
                            "passes over images");
                }
            }
            noise.forEach((value, s) -> decibels.put(value, s.decibels()));
        }
        return decibels;
    }

    private static List<Map<String, Shape>> groups(
            Graph variant, Map<String, ValueInfo> shapes, Graph reference, Map<String, ValueInfo> referenceShapes) {
        List<Map<String, Shape>> groups = new ArrayList<>();
        Map<String, Shape> group = new LinkedHashMap<>();
        long elements = 0;
        for (Node node : variant.nodes()) {
            String value = node.output();
            Shape shape = floatShape(shapes.get(value));
            if (shape == null
                    || reference.producer(value) == null
                    || !shape.equals(floatShape(referenceShapes.get(value)))) {
                continue;
            }
            if (!group.isEmpty() && elements + shape.elements() > MOST_ELEMENTS) {
                groups.add(group);
                group = new LinkedHashMap<>();
                elements = 0;
            }
            group.put(value, shape);
            elements += shape.elements();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    static @Nullable Shape floatShape(@Nullable ValueInfo info) {
        if (info == null || info.type() != ElementType.FLOAT) {
            return null;
        }
        Shape shape = info.shape();
        return shape == null || !shape.isStatic() || shape.elements() == 0 ? null : shape;
    }
}
