package dev.visor.inference.serving;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.Picture;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * Warms a loaded model up and proves that it computes at all: outputs are finite, and two runs on the same picture give
 * the same values. Shapes are checked where it is loaded. Whether it is any good was decided by evaluation.
 */
final class SelfTest {
    private static final int WARM_UP_RUNS = 3;

    private SelfTest() {}

    static void prove(Detector detector) {
        Picture picture = picture(detector.manifest().input());
        List<RawOutput> first = detector.rawOutputs(picture);
        for (RawOutput output : first) {
            requireFinite(output);
        }
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            detector.detect(picture, 0.01);
        }
        List<RawOutput> second = detector.rawOutputs(picture);
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).values().equals(second.get(i).values())) {
                throw refused("two runs on the same picture differ in output '%s'"
                        .formatted(first.get(i).name()));
            }
        }
    }

    private static void requireFinite(RawOutput output) {
        FloatBuffer values = output.values();
        for (int i = 0; i < values.capacity(); i++) {
            if (!Float.isFinite(values.get(i))) {
                throw refused("output '%s' has the value %s at %d".formatted(output.name(), values.get(i), i));
            }
        }
    }

    private static VisorException refused(String reason) {
        return new VisorException(ErrorCode.INVALID_MODEL, "self-test failed: " + reason);
    }

    /** Blocks of colour under noise, the same each time, and not of the input's size, so that resizing is tested too. */
    private static Picture picture(InputContract input) {
        int width = input.width() + 37;
        int height = input.height() + 11;
        byte[] bgr = new byte[width * height * 3];
        Random random = new Random(2026);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                int block = (x / 40 * 31 + y / 40 * 17) % 200;
                for (int channel = 0; channel < 3; channel++) {
                    bgr[at + channel] = (byte) (block + channel * 12 + random.nextInt(24));
                }
            }
        }
        return new Picture(width, height, bgr);
    }
}
