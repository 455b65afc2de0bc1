package dev.visor.compression.latency;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.BoundRun;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Times a small graph by the processor time of one thread. Samples are taken until the standard error of their median is
 * {@value #ENOUGH} of it: a sample of a small graph is the mean of many runs, and many samples are taken of it.
 */
final class LayerTime {
    private static final long SEED = 1;
    private static final int WARM_UPS = 5;
    private static final int LEAST_SAMPLES = 21;
    private static final int MOST_SAMPLES = 201;
    private static final long SAMPLE_NANOS = 300_000;
    private static final long MOST_NANOS = 2_000_000_000;
    private static final double ENOUGH = 0.01;

    private LayerTime() {}

    /** Median microseconds of a run. */
    static double micros(Graph graph) {
        try (ModelSession session = ModelSession.open(graph, SessionSettings.standard());
                Lease lease = session.lease();
                BoundRun run = lease.bind(noise(graph), results(session))) {
            return ProcessorTime.onPlatformThread(() -> median(run)) / 1e3;
        }
    }

    private static double median(BoundRun run) {
        long once = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UPS; i++) {
            once = Math.max(1, Math.min(once, ProcessorTime.nanos(run::run)));
        }
        int runs = Math.clamp(SAMPLE_NANOS / once, 1, 1000);
        double[] samples = new double[MOST_SAMPLES];
        int count = 0;
        double spent = 0;
        while (count < LEAST_SAMPLES || count < MOST_SAMPLES && spent < MOST_NANOS && error(samples, count) > ENOUGH) {
            long nanos = ProcessorTime.nanos(() -> {
                for (int i = 0; i < runs; i++) {
                    run.run();
                }
            });
            spent += nanos;
            samples[count++] = (double) nanos / runs;
        }
        return quantile(samples, count, 0.5);
    }

    /** Standard error of the median as a share of it, as if the middle half of the samples were that of a normal distribution. */
    private static double error(double[] samples, int count) {
        double middle = quantile(samples, count, 0.75) - quantile(samples, count, 0.25);
        return 1.253 * middle / 1.349 / Math.sqrt(count) / quantile(samples, count, 0.5);
    }

    private static double quantile(double[] samples, int count, double at) {
        double[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        return sorted[(int) (at * (count - 1))];
    }

    /** Noise, so that no value is a special case of a kernel. */
    private static Map<String, TensorValue> noise(Graph graph) {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (ValueInfo input : graph.runtimeInputs()) {
            long[] dims = fixed(input);
            float[] values = new float[Math.toIntExact(Shape.of(dims).elements())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            TensorValue value = TensorValue.reusableFloats(dims);
            value.floatBuffer().put(values);
            inputs.put(input.name(), value);
        }
        return inputs;
    }

    private static Map<String, TensorValue> results(ModelSession session) {
        Map<String, TensorValue> outputs = new LinkedHashMap<>();
        session.outputs().forEach(out -> outputs.put(out.name(), TensorValue.reusableFloats(fixed(out))));
        return outputs;
    }

    private static long[] fixed(ValueInfo value) {
        Shape shape = value.shape();
        if (shape == null || !shape.isStatic()) {
            throw new IllegalArgumentException(
                    "'%s' has no fixed shape; a layer that is timed needs one".formatted(value));
        }
        return shape.toArray();
    }
}
