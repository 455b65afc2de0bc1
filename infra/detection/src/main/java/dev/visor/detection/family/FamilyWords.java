package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The families' layouts, as refusals name them. */
final class FamilyWords {
    private FamilyWords() {}

    static String layout(DetectorFamily family) {
        return family + " has "
                + switch (family) {
                    case YOLOX -> "[1,N,5+nc] undecoded, N the cells of strides 8, 16, 32";
                    case YOLOV8 -> "[1,4+nc,N] or [1,N,4+nc]";
                    case VISOR -> "[1,N,4+nc]";
                    case YOLOV5 -> "[1,N,5+nc] decoded, N three times the cells";
                    case END2END -> "[1,boxes,6] of final boxes";
                    case NANODET -> "cls_pred… [1,cells,nc] and dis_pred… [1,cells,4·bins] for strides 8, 16, 32";
                    case DETR ->
                        "inputs images and %s, outputs labels, boxes, scores".formatted(NamedFamilies.TARGET_SIZE);
                };
    }

    static String supported() {
        return Arrays.stream(DetectorFamily.values()).map(FamilyWords::layout).collect(Collectors.joining("; "));
    }
}
