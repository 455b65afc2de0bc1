package dev.visor.compression.random;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far one output of a changed model is from the parent's, over several inputs.
 *
 * @param output its name; of an output that joins boxes and scores, each is judged by itself
 * @param deviation of the parent's values from their mean, root mean square
 * @param error of the changed model's values, root mean square
 * @param magnitude of the parent's values, root mean square
 */
record OutputError(String output, double deviation, double error, double magnitude) {
    /** Variance over squared error, in dB. */
    double sqnrDecibels() {
        return 20 * Math.log10(deviation / error);
    }

    /** Mean square over squared error, in dB. */
    double againstMagnitudeDecibels() {
        return 20 * Math.log10(magnitude / error);
    }

    /** Whether the parent gives nearly the same whatever it is shown, so that a ratio to its variance says nothing. */
    boolean isNearlyConstant() {
        return deviation < 0.05 * magnitude;
    }

    @Override
    public String toString() {
        return "'%s': %.1f dB (error %.3g, deviation %.3g, magnitude %.3g)"
                .formatted(output, sqnrDecibels(), error, deviation, magnitude);
    }

    /** Of each output, on inputs that nothing was calibrated on. */
    static List<OutputError> between(Graph parent, Graph child, RandomInputs inputs) {
        Map<String, Sums> sums = new LinkedHashMap<>();
        try (ModelSession expected = ModelSession.open(parent, SessionSettings.standard());
                ModelSession found = ModelSession.open(child, SessionSettings.standard())) {
            for (int i = 0; i < inputs.size(); i++) {
                Map<String, TensorValue> input =
                        Map.of(inputs.tensor(), TensorValue.ofFloats(inputs.shape(), inputs.input(i)));
                var results = found.run(input);
                expected.run(input).asMap().forEach((name, value) -> {
                    float[] x = value.floats();
                    float[] y = results.get(name).floats();
                    if (!name.equals(RandomDetector.DETECTIONS)) {
                        sums.computeIfAbsent(name, n -> new Sums()).add(x, y, 0, x.length);
                        return;
                    }
                    int boxes = Math.toIntExact(4 * value.dim(2));
                    sums.computeIfAbsent("boxes", n -> new Sums()).add(x, y, 0, boxes);
                    sums.computeIfAbsent("scores", n -> new Sums()).add(x, y, boxes, x.length);
                });
            }
        }
        List<OutputError> errors = new ArrayList<>();
        sums.forEach((name, s) -> errors.add(s.toError(name)));
        return errors;
    }

    private static final class Sums {
        private long count;
        private double sum;
        private double squares;
        private double errors;

        void add(float[] expected, float[] found, int from, int to) {
            for (int i = from; i < to; i++) {
                double d = (double) expected[i] - found[i];
                count++;
                sum += expected[i];
                squares += (double) expected[i] * expected[i];
                errors += d * d;
            }
        }

        OutputError toError(String name) {
            double mean = sum / count;
            double variance = Math.max(squares / count - mean * mean, 0);
            return new OutputError(name, Math.sqrt(variance), Math.sqrt(errors / count), Math.sqrt(squares / count));
        }
    }
}
