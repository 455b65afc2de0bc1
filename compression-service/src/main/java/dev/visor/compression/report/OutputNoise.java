package dev.visor.compression.report;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.OutputComparison;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ShapeOracle;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a graph's outputs with those of the upload on a few calibration pictures; the upload runs once. */
public final class OutputNoise implements OutputComparison {
    private final CalibrationSet pictures;
    private final int images;
    private final Map<String, Shape> outputs = new LinkedHashMap<>();
    private final Map<String, FloatBuffer[]> expected = new HashMap<>();

    /**
     * Runs the upload.
     *
     * @param upload left as it is
     * @param inputShapes shapes of its inputs
     * @param images how many pictures at most
     */
    public OutputNoise(Graph upload, Map<String, long[]> inputShapes, CalibrationSet pictures, int images) {
        Map<String, ValueInfo> shapes = ShapeOracle.infer(upload, inputShapes);
        this.pictures = pictures;
        this.images = Math.min(images, pictures.size());
        for (ValueInfo output : upload.outputs()) {
            Shape shape = NodeNoise.floatShape(shapes.get(output.name()));
            if (shape != null) {
                outputs.put(output.name(), shape);
                expected.put(output.name(), new FloatBuffer[this.images]);
            }
        }
        if (outputs.isEmpty()) {
            return;
        }
        try (ValueRuns runs = new ValueRuns(upload, outputs, pictures)) {
            for (int i = 0; i < this.images; i++) {
                runs.run(i, this.images);
                for (Map.Entry<String, FloatBuffer[]> e : expected.entrySet()) {
                    FloatBuffer value = runs.value(e.getKey());
                    e.getValue()[i] =
                            FloatBuffer.allocate(value.remaining()).put(value).flip();
                }
            }
        }
    }

    @Override
    public @Nullable Double sqnrDecibels(Graph graph) {
        if (outputs.isEmpty()) {
            return null;
        }
        Map<String, SignalToNoise> noise = new HashMap<>();
        try (ValueRuns runs = new ValueRuns(graph, outputs, pictures)) {
            for (int i = 0; i < images; i++) {
                runs.run(i, images);
                for (Map.Entry<String, FloatBuffer[]> e : expected.entrySet()) {
                    noise.computeIfAbsent(e.getKey(), name -> new SignalToNoise())
                            .add(e.getValue()[i], runs.value(e.getKey()));
                }
            }
        } catch (ModelRunException e) {
            // Between two passes a graph may be one that ONNX Runtime can't run; the last one is checked elsewhere.
            return null;
        }
        return noise.values().stream()
                .mapToDouble(SignalToNoise::decibels)
                .min()
                .orElse(0);
    }
}
