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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a graph on calibration inputs and gathers a {@link Histogram} of each wanted value, one input after another into
 * the same buffers. Where the values of a large model or picture would take too much memory together, they are watched in
 * batches, each with runs of its own: memory depends neither on how many pictures there are nor on how large they are.
 *
 * <p>The next picture is prepared while the model runs, and values are counted in parallel; counts don't depend on either.
 */
public final class ActivationObserver {
    /** What one batch may hold: 320 MB of floats. */
    private static final long MOST_ELEMENTS = 80_000_000;

    private static final int CHUNK = 1 << 14;

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
        return observe(graph, values, calibration, images, MOST_ELEMENTS, listener);
    }

    static Map<String, Histogram> observe(
            Graph graph,
            Collection<String> values,
            CalibrationSet calibration,
            int images,
            long mostElements,
            ProgressListener listener) {
        Map<String, Shape> shapes = watchable(graph, values, calibration);
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        shapes.keySet().forEach(value -> histograms.put(value, new Histogram()));
        List<List<String>> batches = batches(graph, shapes, mostElements);
        int count = Math.min(images, calibration.size());
        try (ExecutorService preparing = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("calibration-", 0).daemon().factory())) {
            for (int b = 0; b < batches.size(); b++) {
                int before = b * count;
                int total = batches.size() * count;
                ProgressListener step = (name, done, of, unit) -> listener.progressed(name, before + done, total, unit);
                watch(graph, batches.get(b), shapes, calibration, count, histograms, preparing, step);
            }
        }
        return histograms;
    }

    private static Map<String, Shape> watchable(Graph graph, Collection<String> values, CalibrationSet calibration) {
        Map<String, ValueInfo> known = ShapeOracle.infer(graph, inputShapes(calibration));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (String value : values) {
            ValueInfo info = known.get(value);
            Shape shape = info == null ? null : info.shape();
            if (info != null && info.type() == ElementType.FLOAT && shape != null && shape.isStatic()) {
                shapes.put(value, shape);
            }
        }
        return shapes;
    }

    private static List<List<String>> batches(Graph graph, Map<String, Shape> shapes, long mostElements) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        long elements = 0;
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            // What is fed is in memory anyway.
            long more = graph.isInput(entry.getKey()) ? 0 : entry.getValue().elements();
            if (elements > 0 && elements + more > mostElements) {
                batches.add(batch);
                batch = new ArrayList<>();
                elements = 0;
            }
            batch.add(entry.getKey());
            elements += more;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static void watch(
            Graph graph,
            List<String> values,
            Map<String, Shape> shapes,
            CalibrationSet calibration,
            int pictures,
            Map<String, Histogram> histograms,
            ExecutorService preparing,
            ProgressListener listener) {
        Graph probe = graph.copy();
        Map<String, TensorValue> outputs = new LinkedHashMap<>();
        TensorValue input = TensorValue.reusableFloats(calibration.shape());
        Map<String, FloatBuffer> watched = new LinkedHashMap<>();
        for (String value : values) {
            if (graph.isInput(value)) {
                watched.put(value, input.floatBuffer());
                continue;
            }
            TensorValue output = TensorValue.reusableFloats(
                    Objects.requireNonNull(shapes.get(value)).toArray());
            outputs.put(value, output);
            watched.put(value, output.floatBuffer());
            if (!probe.isOutput(value)) {
                probe.addOutput(new ValueInfo(value, ElementType.UNDEFINED, null));
            }
        }
        Runnable count = () -> watched.entrySet().parallelStream()
                .forEach(entry -> count(entry.getValue(), Objects.requireNonNull(histograms.get(entry.getKey()))));
        if (outputs.isEmpty()) {
            // Only the pictures themselves are wanted.
            feed(calibration, pictures, input, preparing, count, listener);
            return;
        }
        Map<String, TensorValue> inputs = new LinkedHashMap<>(calibration.fixed());
        inputs.put(calibration.tensor(), input);
        try (ModelSession session = ModelSession.open(probe, SessionSettings.standard());
                Lease lease = session.lease();
                BoundRun run = lease.bind(inputs, outputs)) {
            Runnable step = () -> {
                run.run();
                count.run();
            };
            feed(calibration, pictures, input, preparing, step, listener);
        }
    }

    /** Does a step for each picture, and prepares the next one meanwhile. */
    private static void feed(
            CalibrationSet calibration,
            int count,
            TensorValue input,
            ExecutorService preparing,
            Runnable step,
            ProgressListener listener) {
        Future<float[]> next = preparing.submit(() -> picture(calibration, 0, count));
        for (int i = 0; i < count; i++) {
            input.floatBuffer().put(0, await(next));
            if (i + 1 < count) {
                int following = i + 1;
                next = preparing.submit(() -> picture(calibration, following, count));
            }
            step.run();
            listener.progressed("calibrate", i + 1L, count, "images");
        }
    }

    private static void count(FloatBuffer values, Histogram histogram) {
        float[] chunk = new float[CHUNK];
        int length = values.capacity();
        for (int from = 0; from < length; from += CHUNK) {
            int n = Math.min(CHUNK, length - from);
            values.get(from, chunk, 0, n);
            histogram.add(chunk, n);
        }
    }

    /** A copy, since the set may use its array again. */
    private static float[] picture(CalibrationSet calibration, int i, int count) {
        return calibration.input((int) ((long) i * calibration.size() / count)).clone();
    }

    private static float[] await(Future<float[]> picture) {
        try {
            return picture.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a calibration picture was prepared");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a calibration picture could not be prepared", e.getCause());
        }
    }

    private static Map<String, long[]> inputShapes(CalibrationSet calibration) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        calibration.fixed().forEach((name, value) -> shapes.put(name, value.shape()));
        shapes.put(calibration.tensor(), calibration.shape());
        return shapes;
    }
}
