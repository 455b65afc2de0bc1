package dev.visor.compression.trial;

import dev.visor.contracts.model.InputContract;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.onnx.runtime.TensorValue;
import java.util.Map;
import java.util.SplittableRandom;

/** Inputs that a model is timed with: noise, so that no value is a special case of a kernel. */
final class TrialInputs {
    private static final long SEED = 1;
    private static final double GREATEST = 255;

    private TrialInputs() {}

    static Map<String, TensorValue> of(InputContract input) {
        ModelInputs inputs = ModelInputs.of(input);
        SplittableRandom random = new SplittableRandom(SEED);
        int plane = input.width() * input.height();
        for (int i = 0; i < 3 * plane; i++) {
            int channel = i / plane;
            double value = random.nextDouble() * GREATEST;
            inputs.picture().put(i, (float)
                    ((value - input.mean().get(channel)) / input.std().get(channel)));
        }
        return inputs.tensors();
    }
}
