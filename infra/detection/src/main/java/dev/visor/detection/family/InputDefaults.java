package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a family's pictures are prepared unless the user says otherwise: YOLOX as Megvii's demo does (BGR, 0 to 255, top
 * left), Ultralytics and Visor as Ultralytics does (RGB, 0 to 1, centred); the border is grey 114.
 */
final class InputDefaults {
    private static final int PAD = 114;
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);
    private static final List<Float> FULL = List.of(255f, 255f, 255f);

    private InputDefaults() {}

    static InputContract of(DetectorFamily family, String tensor, int width, int height, ManifestOverrides user) {
        boolean yolox = family == DetectorFamily.YOLOX;
        List<Float> std = yolox ? ONE : FULL;
        if (user.scaling() != null) {
            std = user.scaling().equals("0..1") ? FULL : ONE;
        }
        if (user.mean() != null && user.std() == null) {
            std = ONE;
        }
        return new InputContract(
                tensor,
                width,
                height,
                or(user.colorOrder(), yolox ? ColorOrder.BGR : ColorOrder.RGB),
                or(user.mean(), ZERO),
                or(user.std(), std),
                or(user.resize(), yolox ? Resize.LETTERBOX_TOP_LEFT : Resize.LETTERBOX_CENTERED),
                or(user.padValue(), PAD));
    }

    private static <T> T or(@Nullable T given, T fallback) {
        return given == null ? fallback : given;
    }
}
