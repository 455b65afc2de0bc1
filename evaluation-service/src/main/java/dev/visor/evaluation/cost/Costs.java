package dev.visor.evaluation.cost;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.InputContract;
import dev.visor.onnx.process.Machine;
import dev.visor.onnx.runtime.ModelSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what a variant costs to run. Thread-safe, but measurements at the same time disturb each other. */
public final class Costs {
    /** Files whose footprint is remembered: the baseline's is asked for with each of its variants. */
    private static final int REMEMBERED = 32;

    private final CostSettings settings;
    private final LatencyMeter latency;
    private final MemoryMeter memory;
    private final Map<Key, Footprint> known = new LinkedHashMap<>();

    private record Key(Sha256 digest, InputContract input) {}

    public Costs(CostSettings settings) {
        this.settings = settings;
        this.latency = new LatencyMeter(settings.rounds(), settings.budget());
        this.memory = new MemoryMeter(settings.memoryRuns(), settings.memoryPatience());
    }

    /**
     * A file and what it is run on.
     *
     * @param digest of the file
     * @param file where it lies
     * @param input how it is fed
     * @param pictures tensors to run on, in turn, each of the size of the input; at least one
     */
    public record Subject(Sha256 digest, Path file, InputContract input, List<float[]> pictures) {
        public Subject {
            pictures = List.copyOf(pictures);
        }
    }

    /** Hears how far a measurement is, and may end it early by throwing. */
    public interface Steps {
        /**
         * Called often.
         *
         * @param step what is being done, for people
         * @param done units done so far
         * @param total units in all
         * @param unit what is counted
         */
        void at(String step, long done, long total, String unit);
    }

    /**
     * Memory and sizes of a file. As a file may end the process that loads it, this comes before anything else is done with
     * it. Measured once and then remembered.
     *
     * @throws dev.visor.contracts.error.VisorException {@code INVALID_MODEL} if the model can't be run or the process dies of
     *     it, {@code TIMEOUT} if it doesn't end
     */
    public synchronized Footprint footprint(Sha256 digest, Path file, InputContract input) {
        Key key = new Key(digest, input);
        Footprint before = known.get(key);
        if (before != null) {
            return before;
        }
        Footprint measured = new Footprint(
                memory.peakBytes(file, input),
                size(file),
                DownloadSize.of(file),
                DownloadSize.CODEC,
                DownloadSize.LEVEL);
        if (known.size() == REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(key, measured);
        return measured;
    }

    /**
     * Measures a variant beside its baseline; if both are the same file, that one alone. Runs on the caller's thread, which
     * must be a platform thread.
     *
     * @throws dev.visor.contracts.error.VisorException as {@link #footprint}
     */
    public CostReport measure(Subject variant, Subject baseline, Steps steps) {
        steps.at("measuring memory", 0, 1, "processes");
        Footprint footprint = footprint(variant.digest(), variant.file(), variant.input());
        Footprint other = footprint(baseline.digest(), baseline.file(), baseline.input());
        List<Latency> latencies = new ArrayList<>();
        latencies.add(latency(variant, baseline, 1, steps));
        if (settings.threads() > 1) {
            latencies.add(latency(variant, baseline, settings.threads(), steps));
        }
        steps.at("profiling", 0, 1, "models");
        NodeTimes nodes = NodeTimes.measure(
                variant.file(),
                variant.input(),
                variant.pictures().getFirst(),
                latencies.getFirst().p50Millis());
        return new CostReport(
                variant.digest(),
                baseline.digest(),
                Machine.current(),
                ModelSession.runtimeVersion(),
                latencies,
                nodes,
                footprint,
                other);
    }

    private Latency latency(Subject variant, Subject baseline, int threads, Steps steps) {
        String step = threads == 1 ? "timing" : "timing on %d threads".formatted(threads);
        LatencyMeter.Rounds heard = (done, total) -> steps.at(step, done, total, "rounds");
        if (variant.digest().equals(baseline.digest())) {
            try (TimedModel alone = timed(variant, threads)) {
                return latency.measure(alone, null, heard);
            }
        }
        try (TimedModel uploaded = timed(baseline, threads);
                TimedModel made = timed(variant, threads)) {
            return latency.measure(uploaded, made, heard);
        }
    }

    private static TimedModel timed(Subject subject, int threads) {
        return new TimedModel(subject.file(), subject.input(), subject.pictures(), threads);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + file, e);
        }
    }
}
