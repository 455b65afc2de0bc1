package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a family's pictures are prepared unless the user says otherwise.
 *
 * @param channels order of the colours
 * @param mean subtracted per channel
 * @param std divides per channel
 * @param resize how pictures are fitted in
 * @param padValue grey of the border
 */
record InputDefaults(ColorOrder channels, List<Float> mean, List<Float> std, Resize resize, int padValue) {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);
    private static final List<Float> FULL = List.of(255f, 255f, 255f);

    private static InputDefaults of(DetectorFamily family) {
        return switch (family) {
            // Megvii's demo.
            case YOLOX -> new InputDefaults(ColorOrder.BGR, ZERO, ONE, Resize.LETTERBOX_TOP_LEFT, 114);
            // Ultralytics' predictor.
            case YOLOV8, YOLOV5, END2END, VISOR ->
                new InputDefaults(ColorOrder.RGB, ZERO, FULL, Resize.LETTERBOX_CENTERED, 114);
            // RangiLyu's configuration of nanodet-m.
            case NANODET ->
                new InputDefaults(
                        ColorOrder.BGR,
                        List.of(103.53f, 116.28f, 123.675f),
                        List.of(57.375f, 57.12f, 58.395f),
                        Resize.LETTERBOX_CENTERED,
                        0);
            // The authors' ONNX examples: both sides stretched, 0 to 1.
            case DETR -> new InputDefaults(ColorOrder.RGB, ZERO, FULL, Resize.STRETCH, 114);
        };
    }

    static InputContract of(DetectorFamily family, String tensor, int width, int height, ManifestOverrides user) {
        InputDefaults usual = of(family);
        List<Float> mean = usual.mean;
        List<Float> std = usual.std;
        if (user.scaling() != null) {
            mean = ZERO;
            std = user.scaling().equals("0..1") ? FULL : ONE;
        }
        if (user.mean() != null && user.std() == null) {
            std = ONE;
        }
        return new InputContract(
                tensor,
                width,
                height,
                or(user.colorOrder(), usual.channels),
                or(user.mean(), mean),
                or(user.std(), std),
                or(user.resize(), usual.resize),
                or(user.padValue(), usual.padValue),
                family == DetectorFamily.DETR ? NamedFamilies.TARGET_SIZE : null);
    }

    private static <T> T or(@Nullable T given, T fallback) {
        return given == null ? fallback : given;
    }
}
