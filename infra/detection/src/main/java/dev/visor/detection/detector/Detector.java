package dev.visor.detection.detector;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.decoder.Candidates;
import dev.visor.detection.decoder.DetectionDecoder;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.image.Picture;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A detector's file in use. Any number of threads may use one at once: each call borrows a workspace (tensors and
 * buffers that are reused), and {@link #close()} waits until all are back. With one thread per run, as many threads
 * may call as there are cores.
 */
public final class Detector implements AutoCloseable {
    private final ModelSession session;
    private final DetectorManifest manifest;
    private final DetectionDecoder decoder;
    private final List<ValueInfo> outputs;

    /** Guards all below. */
    private final Object lock = new Object();

    private final Deque<Workspace> idle = new ArrayDeque<>();
    private int borrowed;
    private boolean closed;

    private Detector(ModelSession session, DetectorManifest manifest) {
        this.session = session;
        this.manifest = manifest;
        this.decoder = DetectionDecoder.of(manifest);
        requireInputs(session, manifest.input());
        this.outputs = firstRun();
    }

    /**
     * Loads a model and runs it once on grey.
     *
     * @param model the ONNX file
     * @param manifest how it is used
     * @param threads threads inside one run, ≥ 1
     * @throws VisorException {@code INVALID_MODEL} if it can't be loaded or does not fit the manifest
     */
    public static Detector open(Path model, DetectorManifest manifest, int threads) {
        ModelSession session;
        try {
            session = ModelSession.open(model, SessionSettings.threads(threads));
        } catch (ModelRunException e) {
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be loaded: " + e.getMessage(), e);
        }
        try {
            return new Detector(session, manifest);
        } catch (ModelRunException e) {
            session.close();
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be run: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** How it is used. */
    public DetectorManifest manifest() {
        return manifest;
    }

    /**
     * Finds objects.
     *
     * @param minScore detections below it are left out, 0 to 1
     */
    public DetectionResult detect(Picture picture, double minScore) {
        Workspace workspace = borrow();
        try {
            return workspace.detect(picture, (float) minScore);
        } finally {
            giveBack(workspace);
        }
    }

    /** The outputs of the model for a picture, undecoded; copies. */
    public List<RawOutput> rawOutputs(Picture picture) {
        Workspace workspace = borrow();
        try {
            return workspace.rawOutputs(picture);
        } finally {
            giveBack(workspace);
        }
    }

    /** The outputs of the model for an input tensor of {@code [1,3,height,width]}, undecoded; copies. */
    public List<RawOutput> rawOutputs(float[] tensor) {
        Workspace workspace = borrow();
        try {
            return workspace.rawOutputs(tensor);
        } finally {
            giveBack(workspace);
        }
    }

    /** The input tensor for a picture, {@code 3 · height · width} values in the order NCHW, as calibration needs it; a copy. */
    public float[] preprocess(Picture picture) {
        Workspace workspace = borrow();
        try {
            return workspace.preprocess(picture);
        } finally {
            giveBack(workspace);
        }
    }

    /** Stops giving workspaces, waits for those in use and frees the session. May be called repeatedly. */
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            while (borrowed > 0) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Freeing what a thread still runs would end the process.
                    interrupted = true;
                }
            }
            idle.forEach(Workspace::close);
            idle.clear();
        }
        session.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Workspace borrow() {
        synchronized (lock) {
            if (closed) {
                throw new VisorException(ErrorCode.NOT_READY, "this detector is closed; ask for the current one");
            }
            borrowed++;
            Workspace workspace = idle.poll();
            if (workspace != null) {
                return workspace;
            }
        }
        try {
            return new Workspace(manifest, decoder, session.lease(), outputs);
        } catch (RuntimeException e) {
            synchronized (lock) {
                borrowed--;
                lock.notifyAll();
            }
            throw e;
        }
    }

    private void giveBack(Workspace workspace) {
        synchronized (lock) {
            borrowed--;
            idle.push(workspace);
            lock.notifyAll();
        }
    }

    /** Runs once on the border's grey: warms up, and gives the shapes that open dimensions take. */
    private List<ValueInfo> firstRun() {
        InputContract input = manifest.input();
        ModelInputs inputs = ModelInputs.of(input);
        int plane = input.width() * input.height();
        for (int i = 0; i < 3 * plane; i++) {
            int channel = i / plane;
            inputs.picture()
                    .put(
                            i,
                            (input.padValue() - input.mean().get(channel))
                                    / input.std().get(channel));
        }
        List<ValueInfo> infos = new ArrayList<>();
        List<RawOutput> raw = new ArrayList<>();
        session.run(inputs.tensors()).asMap().forEach((name, value) -> {
            infos.add(new ValueInfo(name, value.type(), Shape.of(value.shape())));
            raw.add(new RawOutput(name, value.shape(), FloatBuffer.wrap(value.floats())));
        });
        // Says now, not at the first picture, that the outputs aren't the family's.
        decoder.decode(raw, 2f, new Candidates());
        return infos;
    }

    private static void requireInputs(ModelSession session, InputContract input) {
        Map<String, TensorValue> fed = ModelInputs.of(input).tensors();
        List<String> wanted = session.inputs().stream().map(ValueInfo::name).toList();
        if (wanted.size() != fed.size() || !fed.keySet().containsAll(wanted)) {
            throw new VisorException(
                    ErrorCode.INVALID_MODEL,
                    "the manifest feeds the inputs %s, the model has %s"
                            .formatted(new TreeSet<>(fed.keySet()), wanted));
        }
        for (ValueInfo info : session.inputs()) {
            ElementType type = Objects.requireNonNull(fed.get(info.name())).type();
            if (info.type() != type) {
                throw new VisorException(
                        ErrorCode.INVALID_MODEL,
                        "input '%s' is of type %s; Visor feeds %s".formatted(info.name(), info.type(), type));
            }
        }
    }
}
