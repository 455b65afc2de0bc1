package dev.visor.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.ValueInfo;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model. Any number of threads may run it at once, each through its own {@link Lease} or through
 * {@link #run}, which takes one for the call.
 *
 * <p>ONNX Runtime crashes the process when a session closes under a running thread. Here {@link #close()} first
 * stops giving leases and then waits until all are back; to hurry runs in flight, call {@link #terminate()}.
 */
public final class ModelSession implements AutoCloseable {
    private final String name;
    private final OrtSession session;
    private final boolean profiling;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final Map<String, String> metadata;

    /** Guards all below. */
    private final Object lock = new Object();

    private final Set<Lease> leases = new HashSet<>();
    private boolean closing;
    private boolean closed;
    private @Nullable Path profile;

    private ModelSession(String name, OrtSession session, boolean profiling) throws OrtException {
        this.name = name;
        this.session = session;
        this.profiling = profiling;
        this.inputs = OrtBridge.infos(session.getInputInfo().values());
        this.outputs = OrtBridge.infos(session.getOutputInfo().values());
        // ONNX Runtime gives them in no order; sorted, the same model says the same.
        this.metadata =
                Collections.unmodifiableMap(new TreeMap<>(session.getMetadata().getCustomMetadata()));
    }

    /** Loads a model file. */
    public static ModelSession open(Path model, SessionSettings settings) {
        return open(
                String.valueOf(model.getFileName()),
                model,
                settings,
                options -> OrtBridge.environment().createSession(model.toString(), options));
    }

    /** Loads a model from memory. */
    public static ModelSession open(byte[] model, SessionSettings settings) {
        return open(
                "(" + model.length + " bytes)",
                null,
                settings,
                options -> OrtBridge.environment().createSession(model, options));
    }

    /** Writes a graph to memory and loads it. */
    public static ModelSession open(Graph graph, SessionSettings settings) {
        byte[] model = GraphWriter.toBytes(graph);
        return open(
                graph.name(), null, settings, options -> OrtBridge.environment().createSession(model, options));
    }

    private interface Opener {
        OrtSession open(OrtSession.SessionOptions options) throws OrtException;
    }

    /** Messages go to uploaders, whom our folders don't concern. */
    private static String withoutPath(OrtException e, @Nullable Path model) {
        String message = String.valueOf(e.getMessage());
        Path name = model == null ? null : model.getFileName();
        return name == null ? message : message.replace(String.valueOf(model), name.toString());
    }

    private static ModelSession open(String name, @Nullable Path path, SessionSettings settings, Opener opener) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(settings.intraOpThreads());
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            Path optimized = settings.optimizedModel();
            OptLevel all = optimized == null ? OptLevel.ALL_OPT : OptLevel.EXTENDED_OPT;
            options.setOptimizationLevel(settings.optimize() ? all : OptLevel.NO_OPT);
            // Idle threads that spin take the core from whoever works.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (optimized != null) {
                options.setOptimizedModelFilePath(optimized.toString());
            }
            String profilePrefix = settings.profilePrefix();
            if (profilePrefix != null) {
                options.enableProfiling(profilePrefix);
            }
            OrtSession session = opener.open(options);
            try {
                return new ModelSession(name, session, profilePrefix != null);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ModelRunException("ONNX Runtime can't load " + name + ": " + withoutPath(e, path), e);
        }
    }

    /** Version of ONNX Runtime, for example {@code 1.29.0}. */
    public static String runtimeVersion() {
        return OrtBridge.environment().getVersion();
    }

    /** What a run needs. Initialisers that are declared as inputs aren't among them. */
    public List<ValueInfo> inputs() {
        return inputs;
    }

    public List<ValueInfo> outputs() {
        return outputs;
    }

    /** The model's {@code metadata_props}, by key. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Takes a lease, to be closed by whoever took it. */
    public Lease lease() {
        synchronized (lock) {
            if (closing) {
                throw new SessionClosedException(name);
            }
            try {
                Lease lease = new Lease(this, new OrtSession.RunOptions());
                leases.add(lease);
                return lease;
            } catch (OrtException e) {
                throw new ModelRunException("can't lease " + name + ": " + e.getMessage(), e);
            }
        }
    }

    /** Runs once for all outputs. */
    public Outputs run(Map<String, TensorValue> inputs) {
        try (Lease lease = lease()) {
            return lease.run(inputs);
        }
    }

    /**
     * Asks the runs that are in flight to stop; each throws {@link ModelRunException} within milliseconds. Later
     * runs are not affected.
     */
    public void terminate() {
        synchronized (lock) {
            leases.forEach(Lease::terminateIfRunning);
        }
    }

    /** Gives no more leases, waits for those given, and frees the native session. May be called repeatedly. */
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (lock) {
            closing = true;
            while (!leases.isEmpty()) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Closing early would crash the process: wait on, and pass the interrupt on afterwards.
                    interrupted = true;
                }
            }
            if (!closed) {
                closed = true;
                free();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The profile file, once a profiling session is closed; null otherwise. */
    public @Nullable Path profile() {
        synchronized (lock) {
            return profile;
        }
    }

    private void free() {
        try {
            if (profiling) {
                profile = Path.of(session.endProfiling());
            }
            session.close();
        } catch (OrtException e) {
            throw new ModelRunException("can't close " + name + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    OrtSession ort() {
        return session;
    }

    /** Runs under the lock that {@link #terminate} and lease closing take. */
    void locked(Runnable action) {
        synchronized (lock) {
            action.run();
        }
    }

    void giveBack(Lease lease, Runnable freeing) {
        synchronized (lock) {
            if (leases.remove(lease)) {
                freeing.run();
                lock.notifyAll();
            }
        }
    }

    @Override
    public String toString() {
        return "ModelSession[" + name + "]";
    }
}
