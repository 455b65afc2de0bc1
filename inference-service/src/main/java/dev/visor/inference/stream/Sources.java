package dev.visor.inference.stream;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.inference.serving.Admission;
import dev.visor.inference.serving.ModelSlot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All sources of this node, each with a thread. They are kept in the database and run again after a restart. */
@Component
class Sources implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final int MAX_SOURCES = 64;

    private final SourceTable table;
    private final SourcePaths paths;
    private final ModelSlot slot;
    private final Admission admission;
    private final FrameProcessor processor;
    private final StreamProperties properties;

    /** Guarded by this. */
    private final Map<String, Running> running = new TreeMap<>();

    private boolean started;

    private record Running(SourceRunner runner, Thread thread) {}

    Sources(
            SourceTable table,
            SourcePaths paths,
            ModelSlot slot,
            Admission admission,
            FrameProcessor processor,
            StreamProperties properties) {
        this.table = table;
        this.paths = paths;
        this.slot = slot;
        this.admission = admission;
        this.processor = processor;
        this.properties = properties;
    }

    /** Sets a source; one of the same camera is replaced. */
    synchronized SourceRunner put(SourceDefinition source) {
        paths.resolve(source.uri());
        if (!running.containsKey(source.camera()) && running.size() >= MAX_SOURCES) {
            throw new VisorException(
                    ErrorCode.CONFLICT, "%d sources are there, the limit; delete one".formatted(MAX_SOURCES));
        }
        table.save(source);
        end(List.of(source.camera()));
        return begin(source);
    }

    synchronized Collection<SourceRunner> all() {
        return running.values().stream().map(Running::runner).toList();
    }

    synchronized SourceRunner get(String camera) {
        Running found = running.get(camera);
        if (found == null) {
            throw unknown(camera);
        }
        return found.runner();
    }

    synchronized void delete(String camera) {
        boolean there = table.delete(camera);
        end(List.of(camera));
        if (!there) {
            throw unknown(camera);
        }
    }

    @Override
    public synchronized void start() {
        for (StreamProperties.Configured configured : properties.sources()) {
            table.saveIfAbsent(SourceDefinition.of(
                    configured.camera(), configured.uri(), configured.loop(), configured.framesPerSecond()));
        }
        table.all().forEach(this::begin);
        started = true;
        LOG.info("{} sources", running.size());
    }

    @Override
    public synchronized void stop() {
        end(List.copyOf(running.keySet()));
        started = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }

    /** Stops first of all: nothing may run a model when models are freed, and the last events must still go out. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    private SourceRunner begin(SourceDefinition source) {
        SourceRunner runner =
                new SourceRunner(source, paths, slot, admission, processor, new FrameNumbers(table, source.camera()));
        Thread thread = Thread.ofPlatform()
                .name("visor-source-" + source.camera())
                .daemon()
                .start(runner);
        running.put(source.camera(), new Running(runner, thread));
        return runner;
    }

    private void end(List<String> cameras) {
        List<Running> ending = cameras.stream()
                .map(running::remove)
                .filter(java.util.Objects::nonNull)
                .toList();
        ending.forEach(r -> {
            r.runner().stop();
            r.thread().interrupt();
        });
        for (Running one : ending) {
            try {
                if (!one.thread().join(Duration.ofSeconds(5))) {
                    LOG.warn("{} does not end", one.thread().getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static VisorException unknown(String camera) {
        return new VisorException(ErrorCode.NOT_FOUND, "no source is configured for camera '%s'".formatted(camera));
    }
}
