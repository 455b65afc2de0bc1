package dev.visor.onnx.probe;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.process.ChildJvm;
import dev.visor.onnx.process.ChildLimits;
import dev.visor.onnx.process.ChildResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Loads and runs a model in a child process with limits. Takes one to a few seconds. */
public final class Probe {
    private static final long HEAP_BYTES = 256L << 20;

    /** Exit codes for: SIGABRT, as C++ ends without memory; SIGKILL, SIGXCPU. */
    private static final int ABORTED = 128 + 6;

    private static final int KILLED = 128 + 9;
    private static final int CPU_TIME_OVER = 128 + 24;

    /** As {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
    private static final int OUT_OF_HEAP = 3;

    private Probe() {}

    /**
     * @throws IOException when the child can't be started
     * @throws InterruptedException when this thread is interrupted; the child is killed then
     */
    public static ProbeReport run(Path model, ProbeLimits limits) throws IOException, InterruptedException {
        ChildLimits child = new ChildLimits(
                limits.memoryBytes(), limits.cpuSeconds(), Duration.ofSeconds(limits.wallSeconds()), HEAP_BYTES);
        ChildResult result = ChildJvm.run(
                ProbeMain.class.getName(), List.of(model.toAbsolutePath().toString()), child);
        ProbeMessage message = message(result.output());
        return message == null ? died(result, limits) : report(message);
    }

    private static @Nullable ProbeMessage message(String output) {
        String line = output.lines()
                .filter(l -> l.startsWith(ProbeMessage.PREFIX))
                .reduce((first, second) -> second)
                .orElse("");
        if (line.isEmpty()) {
            return null;
        }
        try {
            return JsonMapper.shared().readValue(line.substring(ProbeMessage.PREFIX.length()), ProbeMessage.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static ProbeReport report(ProbeMessage m) {
        if (m.failedRule() != null) {
            ProbeRule rule = ProbeRule.valueOf(m.failedRule());
            return dead(rule, m.reason());
        }
        return new ProbeReport.Survived(
                m.inputs().stream()
                        .map(v -> new ValueInfo(v.name(), ElementType.valueOf(v.type()), shape(v)))
                        .toList(),
                m.outputs().stream()
                        .map(v -> new ProbeReport.Output(
                                v.name(),
                                ElementType.valueOf(v.type()),
                                Objects.requireNonNull(shape(v)),
                                v.min(),
                                v.max(),
                                v.mean(),
                                v.features()))
                        .toList(),
                m.metadata(),
                m.loadMillis(),
                m.runMillis(),
                m.peakMemoryBytes(),
                m.idleMemoryBytes());
    }

    private static @Nullable Shape shape(ProbeMessage.Value v) {
        return v.shape() == null ? null : Shape.of(v.shape());
    }

    private static ProbeReport died(ChildResult result, ProbeLimits limits) {
        String errors = result.errors();
        boolean memory = result.exitCode() == OUT_OF_HEAP
                || errors.contains("bad_alloc")
                || errors.contains("insufficient memory")
                || errors.contains("OutOfMemoryError")
                || errors.contains("Cannot allocate memory")
                || errors.contains("unable to create native thread");
        if (result.timedOut()) {
            return dead(ProbeRule.TIMEOUT, "not done after " + limits.wallSeconds() + " seconds");
        }
        if (memory) {
            return dead(ProbeRule.MEMORY, "more than " + limits.memoryBytes() + " bytes");
        }
        return switch (result.exitCode()) {
            case CPU_TIME_OVER, KILLED ->
                dead(
                        ProbeRule.TIMEOUT,
                        "killed, with a limit of " + limits.cpuSeconds() + " seconds of processor time");
            case ABORTED -> dead(ProbeRule.CRASH, "the runtime gave up (exit code " + ABORTED + ")");
            default -> dead(ProbeRule.CRASH, "exit code " + result.exitCode());
        };
    }

    private static ProbeReport.Died dead(ProbeRule rule, String details) {
        String printable = details.replaceAll("[^\\x20-\\x7E]", "?");
        return new ProbeReport.Died(
                rule,
                rule.words() + ": " + (printable.length() > 400 ? printable.substring(0, 400) + "..." : printable));
    }
}
