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
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.BoundRun;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one detection at a time needs, reused from picture to picture. */
final class Workspace implements AutoCloseable {
    private final DetectionDecoder decoder;
    private final Lease lease;
    private final Preprocessor preprocessor;
    private final Suppression suppression;
    private final Candidates candidates = new Candidates();
    private final FloatBuffer inputValues;
    private final BoundRun bound;
    private final List<BoundOutput> outputs = new ArrayList<>();
    private final List<RawOutput> rawOutputs;

    /** A buffer that runs write into, and the view of it that decoders read. */
    private record BoundOutput(TensorValue value, RawOutput raw) {
        static BoundOutput of(String name, ElementType type, long[] shape) {
            TensorValue value = TensorValue.zeros(type, shape);
            FloatBuffer read =
                    type == ElementType.FLOAT ? value.floatBuffer() : FloatBuffer.allocate((int) value.elements());
            return new BoundOutput(value, new RawOutput(name, shape, read));
        }

        /** Class indices and the like, of which there are few, become floats. */
        void convert() {
            if (value.type() != ElementType.FLOAT) {
                raw.values().put(0, value.floats());
            }
        }
    }

    /** @param outputInfos type and shape of each output, as a run gave them */
    Workspace(DetectorManifest manifest, DetectionDecoder decoder, Lease lease, List<ValueInfo> outputInfos) {
        InputContract contract = manifest.input();
        this.decoder = decoder;
        this.lease = lease;
        this.preprocessor = new Preprocessor(contract);
        this.suppression = Suppression.of(manifest);
        ModelInputs inputs = ModelInputs.of(contract);
        this.inputValues = inputs.picture();
        Map<String, TensorValue> written = new LinkedHashMap<>();
        for (ValueInfo info : outputInfos) {
            BoundOutput output = BoundOutput.of(
                    info.name(),
                    info.type(),
                    Objects.requireNonNull(info.shape()).toArray());
            outputs.add(output);
            written.put(info.name(), output.value());
        }
        this.rawOutputs = outputs.stream().map(BoundOutput::raw).toList();
        this.bound = lease.bind(inputs.tensors(), written);
    }

    DetectionResult detect(Picture picture, float minScore) {
        long began = System.nanoTime();
        Letterbox geometry = preprocessor.fill(picture, inputValues);
        long filled = System.nanoTime();
        run();
        long ran = System.nanoTime();
        candidates.clear();
        decoder.decode(rawOutputs, minScore, candidates);
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
        bound.run();
        outputs.forEach(BoundOutput::convert);
        return rawOutputs;
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
        bound.close();
        lease.close();
        preprocessor.close();
    }
}
