package dev.visor.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run over fixed buffers, for hot paths. Belongs to its lease and must be closed before it. For one thread at a
 * time.
 */
public final class BoundRun implements AutoCloseable {
    private final Lease lease;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    private BoundRun(Lease lease) {
        this.lease = lease;
    }

    static BoundRun of(Lease lease, Map<String, TensorValue> inputs, Map<String, TensorValue> outputs) {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a bound run needs at least one output");
        }
        BoundRun run = new BoundRun(lease);
        try {
            for (Map.Entry<String, TensorValue> e : inputs.entrySet()) {
                run.inputs.put(e.getKey(), OrtBridge.wrap(e.getValue()));
            }
            for (Map.Entry<String, TensorValue> e : outputs.entrySet()) {
                run.outputs.put(e.getKey(), OrtBridge.wrap(e.getValue()));
            }
            return run;
        } catch (OrtException e) {
            run.close();
            throw lease.failed(e);
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Reads the input buffers and fills the output buffers. */
    public void run() {
        try {
            // The result doesn't own pinned tensors, so closing it leaves them alone.
            lease.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw lease.failed(e);
        }
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
