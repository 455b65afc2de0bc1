package dev.visor.detection.detector;

import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.Detection;
import dev.visor.detection.decoder.Candidates;
import dev.visor.detection.decoder.DetectionDecoder;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.image.Picture;
import dev.visor.detection.preprocess.Letterbox;
import dev.visor.detection.preprocess.Preprocessor;
import dev.visor.detection.suppression.Suppression;
import dev.visor.onnx.runtime.BoundRun;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one detection at a time needs, reused from picture to picture. */
final class Workspace implements AutoCloseable {
    private final DetectionDecoder decoder;
    private final Lease lease;
    private final Preprocessor preprocessor;
    private final Suppression suppression;
    private final Candidates candidates = new Candidates();
    private final String inputName;
    private final TensorValue input;
    private final FloatBuffer inputValues;

    /** Over fixed buffers; null if an output isn't float, then each run copies and converts. */
    private final @Nullable BoundRun bound;

    private final List<RawOutput> boundOutputs = new ArrayList<>();

    Workspace(DetectorManifest manifest, DetectionDecoder decoder, Lease lease, Map<String, long[]> outputShapes) {
        InputContract contract = manifest.input();
        this.decoder = decoder;
        this.lease = lease;
        this.preprocessor = new Preprocessor(contract);
        this.suppression = Suppression.classwise(manifest.suppressionIou());
        this.inputName = contract.tensor();
        this.input = TensorValue.reusableFloats(1, 3, contract.height(), contract.width());
        this.inputValues = input.floatBuffer();
        this.bound = outputShapes.values().stream().allMatch(s -> s.length > 0) ? bind(outputShapes) : null;
    }

    private BoundRun bind(Map<String, long[]> outputShapes) {
        Map<String, TensorValue> outputs = new LinkedHashMap<>();
        outputShapes.forEach((name, shape) -> {
            TensorValue value = TensorValue.reusableFloats(shape);
            outputs.put(name, value);
            boundOutputs.add(new RawOutput(name, shape, value.floatBuffer()));
        });
        return lease.bind(Map.of(inputName, input), outputs);
    }

    DetectionResult detect(Picture picture, float minScore) {
        long began = System.nanoTime();
        Letterbox geometry = preprocessor.fill(picture, inputValues);
        long filled = System.nanoTime();
        List<RawOutput> outputs = run();
        long ran = System.nanoTime();
        candidates.clear();
        decoder.decode(outputs, minScore, candidates);
        List<Detection> detections = toPicture(geometry, suppression.apply(candidates));
        long done = System.nanoTime();
        return new DetectionResult(
                detections, new Timings(millis(filled - began), millis(ran - filled), millis(done - ran)));
    }

    List<RawOutput> rawOutputs(Picture picture) {
        preprocessor.fill(picture, inputValues);
        return copies(run());
    }

    List<RawOutput> rawOutputs(float[] tensor) {
        if (tensor.length != preprocessor.elements()) {
            throw new IllegalArgumentException(
                    "input tensor has %d values, were %d".formatted(preprocessor.elements(), tensor.length));
        }
        inputValues.put(0, tensor);
        return copies(run());
    }

    float[] preprocess(Picture picture) {
        preprocessor.fill(picture, inputValues);
        float[] copy = new float[preprocessor.elements()];
        inputValues.get(0, copy);
        return copy;
    }

    private List<RawOutput> run() {
        if (bound != null) {
            bound.run();
            return boundOutputs;
        }
        List<RawOutput> outputs = new ArrayList<>();
        lease.run(Map.of(inputName, input))
                .asMap()
                .forEach((name, value) ->
                        outputs.add(new RawOutput(name, value.shape(), FloatBuffer.wrap(value.floats()))));
        return outputs;
    }

    private List<Detection> toPicture(Letterbox geometry, int count) {
        List<Detection> detections = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            int i = suppression.kept(k);
            double left = geometry.toPictureX(candidates.left(i));
            double top = geometry.toPictureY(candidates.top(i));
            double width = geometry.toPictureX(candidates.right(i)) - left;
            double height = geometry.toPictureY(candidates.bottom(i)) - top;
            if (width > 0 && height > 0) {
                detections.add(new Detection(candidates.classIndex(i), candidates.score(i), left, top, width, height));
            }
        }
        return detections;
    }

    private static List<RawOutput> copies(List<RawOutput> outputs) {
        List<RawOutput> copies = new ArrayList<>(outputs.size());
        for (RawOutput output : outputs) {
            float[] values = new float[output.values().capacity()];
            output.values().get(0, values);
            copies.add(new RawOutput(output.name(), output.shape(), FloatBuffer.wrap(values)));
        }
        return List.copyOf(copies);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    @Override
    public void close() {
        if (bound != null) {
            bound.close();
        }
        lease.close();
        preprocessor.close();
    }
}
