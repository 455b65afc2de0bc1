package dev.visor.evaluation.cost;

import dev.visor.detection.detector.ModelInputs;
import dev.visor.onnx.process.ProcessMemory;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.file.Path;
import java.util.Map;

/** The process whose memory is measured: loads one model, runs it on zeros, says its peak resident memory, and ends. */
public final class MemoryProbe {
    /** Stands before the bytes on the last line of output. */
    static final String PEAK = "peak-resident-bytes ";

    /** Exit status if the model can't be loaded or run. */
    static final int MODEL_FAILED = 3;

    private MemoryProbe() {}

    /**
     * Arguments: file, input tensor, height, width, runs, and the size tensor if the model has one.
     *
     * <p>The peak is the kernel's {@code VmHWM}, or −1 where there is no {@code /proc}.
     */
    public static void main(String[] arguments) {
        int height = Integer.parseInt(arguments[2]);
        int width = Integer.parseInt(arguments[3]);
        int runs = Integer.parseInt(arguments[4]);
        try (ModelSession session = ModelSession.open(Path.of(arguments[0]), SessionSettings.threads(1))) {
            String sizeTensor = arguments.length > 5 ? arguments[5] : null;
            Map<String, TensorValue> inputs =
                    ModelInputs.of(arguments[1], width, height, sizeTensor).tensors();
            for (int i = 0; i < runs; i++) {
                session.run(inputs);
            }
        } catch (ModelRunException e) {
            System.out.println(e.getMessage());
            System.exit(MODEL_FAILED);
        }
        System.out.println(PEAK + ProcessMemory.peakBytes());
    }
}
