package dev.visor.evaluation.cost;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import dev.visor.onnx.process.ChildJvm;
import dev.visor.onnx.process.ChildLimits;
import dev.visor.onnx.process.ChildResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Peak resident memory of a process that only runs one model: the Java runtime (40 to 60 MB), ONNX Runtime's library and
 * the model with its working memory. Linux tells it; elsewhere it is −1. As a file may end the process that loads it, this
 * also comes before anything else is done with a model.
 */
public final class MemoryMeter {
    private static final long HEAP_BYTES = 64 << 20;
    private static final int SHOWN = 600;

    private final int runs;
    private final Duration patience;

    /**
     * As configured.
     *
     * @param runs inferences of the process
     * @param patience how long it may take
     */
    public MemoryMeter(int runs, Duration patience) {
        this.runs = runs;
        this.patience = patience;
    }

    /**
     * Measures.
     *
     * @return bytes, or −1 if this system doesn't tell
     * @throws VisorException {@code INVALID_MODEL} if the model can't be run or the process dies of it, {@code TIMEOUT} if it
     *     doesn't end
     */
    public long peakBytes(Path model, InputContract input) {
        List<String> arguments = new ArrayList<>(List.of(
                model.toAbsolutePath().toString(),
                input.tensor(),
                Integer.toString(input.height()),
                Integer.toString(input.width()),
                Integer.toString(runs)));
        if (input.sizeTensor() != null) {
            arguments.add(input.sizeTensor());
        }
        ChildResult result = run(arguments);
        if (result.timedOut()) {
            throw new VisorException(
                    ErrorCode.TIMEOUT,
                    "%d inferences in a process of their own took longer than %d s; allow more with visor.evaluation.memory-patience"
                            .formatted(runs, patience.toSeconds()));
        }
        int at = result.output().lastIndexOf(MemoryProbe.PEAK);
        if (result.exitCode() != 0 || at < 0) {
            throw new VisorException(ErrorCode.INVALID_MODEL, failure(result));
        }
        return Long.parseLong(
                result.output().substring(at + MemoryProbe.PEAK.length()).strip());
    }

    private ChildResult run(List<String> arguments) {
        try {
            return ChildJvm.run(MemoryProbe.class.getName(), arguments, new ChildLimits(0, 0, patience, HEAP_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("the process for the memory measurement cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while memory was measured");
        }
    }

    private static String failure(ChildResult result) {
        if (result.exitCode() == MemoryProbe.MODEL_FAILED) {
            return "model cannot be run: " + tail(result.output());
        }
        return "model ends the process that runs it (status %d): %s"
                .formatted(result.exitCode(), tail(result.output() + result.errors()));
    }

    private static String tail(String said) {
        String stripped = said.strip();
        return stripped.length() <= SHOWN ? stripped : "…" + stripped.substring(stripped.length() - SHOWN);
    }
}
