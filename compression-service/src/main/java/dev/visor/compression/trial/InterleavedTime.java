package dev.visor.compression.trial;

import dev.visor.compression.latency.ProcessorTime;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.TensorValue;
import java.util.Arrays;
import java.util.Map;

/**
 * Compares two models by the processor time that one thread spends, round by round on the same input, so that what
 * disturbs the machine disturbs both. With one thread ONNX Runtime does all its work on the calling one.
 */
final class InterleavedTime {
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 31;

    private InterleavedTime() {}

    /** Median of a / b. */
    static double ratio(ModelSession a, ModelSession b, Map<String, TensorValue> inputs) {
        return ProcessorTime.onPlatformThread(() -> {
            double[] ratios = new double[ROUNDS];
            for (int i = -WARM_UPS; i < ROUNDS; i++) {
                long first = nanos(a, inputs);
                long second = nanos(b, inputs);
                if (i >= 0) {
                    ratios[i] = (double) Math.max(first, 1) / Math.max(second, 1);
                }
            }
            Arrays.sort(ratios);
            return ratios[ROUNDS / 2];
        });
    }

    private static long nanos(ModelSession session, Map<String, TensorValue> inputs) {
        return ProcessorTime.nanos(() -> session.run(inputs));
    }
}
