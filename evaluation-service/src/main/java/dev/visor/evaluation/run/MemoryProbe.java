package dev.visor.evaluation.run;

import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The process whose memory is measured: loads one model, runs it on zeros, says its peak resident memory, and ends. */
public final class MemoryProbe {
    /** Stands before the bytes on the last line of output. */
    static final String PEAK = "peak-resident-bytes ";

    /** Exit status if the model can't be loaded or run. */
    static final int MODEL_FAILED = 3;

    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryProbe() {}

    /**
     * Arguments: file, input tensor, height, width, runs.
     *
     * <p>The peak is the kernel's {@code VmHWM}, or −1 where there is no {@code /proc}.
     */
    public static void main(String[] arguments) throws IOException {
        int height = Integer.parseInt(arguments[2]);
        int width = Integer.parseInt(arguments[3]);
        int runs = Integer.parseInt(arguments[4]);
        try (ModelSession session = ModelSession.open(Path.of(arguments[0]), SessionSettings.threads(1))) {
            TensorValue input = TensorValue.reusableFloats(1, 3, height, width);
            for (int i = 0; i < runs; i++) {
                session.run(Map.of(arguments[1], input));
            }
        } catch (ModelRunException e) {
            System.out.println(e.getMessage());
            System.exit(MODEL_FAILED);
        }
        System.out.println(PEAK + peakBytes());
    }

    /** The high-water mark of this process's resident memory; −1 on a system that doesn't tell. */
    static long peakBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(-1);
    }
}
