package dev.visor.detection.detector;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import java.util.List;

/** The two helmet detectors as their description says. */
final class ReferenceManifests {
    private static final List<String> CLASSES = List.of("with_helmet", "without_helmet");
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);

    private ReferenceManifests() {}

    static DetectorManifest of(String model) {
        return switch (model) {
            case "helmet-yolox-nano-416" ->
                manifest(
                        DetectorFamily.YOLOX,
                        new InputContract(
                                "images",
                                416,
                                416,
                                ColorOrder.BGR,
                                ZERO,
                                List.of(1f, 1f, 1f),
                                Resize.LETTERBOX_TOP_LEFT,
                                114));
            case "helmet-yolov8n-320" ->
                manifest(
                        DetectorFamily.YOLOV8,
                        new InputContract(
                                "images",
                                320,
                                320,
                                ColorOrder.RGB,
                                ZERO,
                                List.of(255f, 255f, 255f),
                                Resize.LETTERBOX_CENTERED,
                                114));
            default -> throw new IllegalArgumentException(model);
        };
    }

    private static DetectorManifest manifest(DetectorFamily family, InputContract input) {
        return new DetectorManifest(family, input, CLASSES, DetectorManifest.DEFAULT_SUPPRESSION_IOU, null);
    }
}
