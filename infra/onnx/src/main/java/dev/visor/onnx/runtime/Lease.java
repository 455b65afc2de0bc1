package dev.visor.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The right to run a session, which stays open at least until the lease is closed. For one thread at a time;
 * cheap enough to take for each request.
 */
public final class Lease implements AutoCloseable {
    private final ModelSession session;
    private final OrtSession.RunOptions options;
    private boolean running;
    private boolean closed;

    Lease(ModelSession session, OrtSession.RunOptions options) {
        this.session = session;
        this.options = options;
    }

    public ModelSession session() {
        return session;
    }

    /** Runs once for all outputs, which are copied out. */
    public Outputs run(Map<String, TensorValue> inputs) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, TensorValue> e : inputs.entrySet()) {
                tensors.put(e.getKey(), OrtBridge.wrap(e.getValue()));
            }
            try (OrtSession.Result result = run(tensors, Map.of())) {
                Map<String, TensorValue> out = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> e : result) {
                    if (!(e.getValue() instanceof OnnxTensor tensor)) {
                        throw new ModelRunException("output \"" + e.getKey() + "\" is a "
                                + e.getValue().getType() + ", not a tensor");
                    }
                    out.put(e.getKey(), OrtBridge.copy(e.getKey(), tensor));
                }
                return new Outputs(out);
            }
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /**
     * Prepares runs over the same buffers: fill the inputs, run, read the outputs, without allocation by Visor.
     *
     * @param inputs every input, over a buffer that the caller refills
     * @param outputs results that ONNX Runtime writes into these buffers; shapes must be exactly those the run
     *     gives. Outputs not named here are not computed
     */
    public BoundRun bind(Map<String, TensorValue> inputs, Map<String, TensorValue> outputs) {
        return BoundRun.of(this, inputs, outputs);
    }

    OrtSession.Result run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> pinned) throws OrtException {
        begin();
        try {
            return pinned.isEmpty()
                    ? session.ort().run(inputs, options)
                    : session.ort().run(inputs, java.util.Set.of(), pinned, options);
        } finally {
            session.locked(() -> running = false);
        }
    }

    ModelRunException failed(OrtException e) {
        return new ModelRunException("a run of " + session.name() + " failed: " + e.getMessage(), e);
    }

    private void begin() {
        session.locked(() -> {
            if (closed) {
                throw new IllegalStateException("this lease on " + session.name() + " is closed");
            }
            if (running) {
                throw new IllegalStateException("a lease runs one thread at a time; take one for each thread");
            }
            setTerminate(false);
            running = true;
        });
    }

    /** Called under the session's lock. */
    void terminateIfRunning() {
        if (running) {
            setTerminate(true);
        }
    }

    private void setTerminate(boolean on) {
        try {
            options.setTerminate(on);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        session.locked(() -> {
            if (running) {
                throw new IllegalStateException("this lease on " + session.name() + " is running");
            }
        });
        session.giveBack(this, () -> {
            closed = true;
            options.close();
        });
    }
}
