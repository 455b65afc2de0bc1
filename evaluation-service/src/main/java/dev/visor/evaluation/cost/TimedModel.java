package dev.visor.evaluation.cost;

import dev.visor.contracts.model.InputContract;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.onnx.runtime.BoundRun;
import dev.visor.onnx.runtime.Lease;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model with its inputs and outputs in fixed buffers: a run is inference and nothing else. */
public final class TimedModel implements AutoCloseable {
    private final int threads;
    private final Clock clock;
    private final ModelSession session;
    private final Lease lease;
    private final BoundRun run;
    private final FloatBuffer input;
    private final List<float[]> tensors;

    /**
     * Loads a model for one thread and runs it once.
     *
     * @param tensors pictures to run on, in turn; each has the size of the input
     */
    public TimedModel(Path model, InputContract contract, List<float[]> tensors) {
        this(model, contract, tensors, 1);
    }

    /**
     * Loads a model and runs it once.
     *
     * @param tensors pictures to run on, in turn; each has the size of the input
     * @param threads of ONNX Runtime, ≥ 1
     */
    public TimedModel(Path model, InputContract contract, List<float[]> tensors, int threads) {
        this.threads = threads;
        this.clock = Clock.of(threads);
        this.tensors = tensors;
        ModelInputs inputs = ModelInputs.of(contract);
        this.input = inputs.picture();
        this.session = ModelSession.open(model, SessionSettings.threads(threads));
        this.lease = session.lease();
        try {
            input.put(0, tensors.getFirst());
            // Open dimensions of outputs are known only after a run.
            Map<String, TensorValue> outputs = new LinkedHashMap<>();
            lease.run(inputs.tensors())
                    .asMap()
                    .forEach((name, out) -> outputs.put(name, TensorValue.zeros(out.type(), out.shape())));
            this.run = lease.bind(inputs.tensors(), outputs);
        } catch (RuntimeException e) {
            lease.close();
            session.close();
            throw e;
        }
    }

    /** Runs on the tensor of a round and returns the nanoseconds it took. */
    public long run(int round) {
        input.put(0, tensors.get(round % tensors.size()));
        long began = clock.nanos();
        run.run();
        return clock.nanos() - began;
    }

    int threads() {
        return threads;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        run.close();
        lease.close();
        session.close();
    }
}
