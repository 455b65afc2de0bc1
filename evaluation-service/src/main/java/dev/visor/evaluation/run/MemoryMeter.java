package dev.visor.evaluation.run;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Peak resident memory of a process that only runs one model: the Java runtime (about 50 MB), ONNX Runtime's library and
 * the model with its working memory. Linux tells it; elsewhere it is −1. As a file may end the process that loads it, this
 * also comes before anything else is done with a model.
 */
final class MemoryMeter {
    private static final String BOOT_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final int SHOWN = 600;

    private final int runs;
    private final Duration patience;

    MemoryMeter(int runs, Duration patience) {
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
    long peakBytes(Path model, InputContract input) {
        List<String> command = new ArrayList<>(launch());
        command.addAll(List.of(
                model.toString(),
                input.tensor(),
                Integer.toString(input.height()),
                Integer.toString(input.width()),
                Integer.toString(runs)));
        try {
            Path output = Files.createTempFile("visor-memory", ".txt");
            try {
                return peakBytes(command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the process for the memory measurement cannot be started", e);
        }
    }

    private long peakBytes(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new VisorException(
                        ErrorCode.TIMEOUT,
                        "%d inferences in a process of their own took longer than %d s; allow more with visor.evaluation.memory-patience"
                                .formatted(runs, patience.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while memory was measured");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output).strip();
        if (process.exitValue() != 0) {
            throw new VisorException(ErrorCode.INVALID_MODEL, failure(process.exitValue(), said));
        }
        return Long.parseLong(said.substring(said.lastIndexOf(MemoryProbe.PEAK) + MemoryProbe.PEAK.length()));
    }

    private static String failure(int status, String said) {
        String tail = said.length() <= SHOWN ? said : "…" + said.substring(said.length() - SHOWN);
        return status == MemoryProbe.MODEL_FAILED
                ? "model cannot be run: " + tail
                : "model ends the process that runs it (status %d): %s".formatted(status, tail);
    }

    private static List<String> launch() {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath));
        if (isBootJar(classPath)) {
            // A Boot jar's classes are found by its own launcher only.
            command.add("-Dloader.main=" + MemoryProbe.class.getName());
            command.add(BOOT_LAUNCHER);
        } else {
            command.add(MemoryProbe.class.getName());
        }
        return command;
    }

    private static boolean isBootJar(String classPath) {
        return MemoryMeter.class.getResource("MemoryMeter.class") instanceof java.net.URL url
                && url.toString().contains("/BOOT-INF/")
                && !classPath.contains(java.io.File.pathSeparator);
    }
}
