package dev.visor.detection.decoder;

import dev.visor.contracts.model.DetectorManifest;
import java.util.List;

/** Turns a family's raw outputs into candidates. Stateless after construction and thread-safe. */
public interface DetectionDecoder {
    /**
     * Adds every box of every class whose score is at least the threshold.
     *
     * @param outputs in the model's order
     * @param minScore 0 to 1
     * @throws dev.visor.contracts.error.VisorException {@code INVALID_MODEL} if an output's shape isn't the family's
     */
    void decode(List<RawOutput> outputs, float minScore, Candidates into);

    /** The decoder of a manifest. */
    static DetectionDecoder of(DetectorManifest manifest) {
        int classes = manifest.classes().size();
        int width = manifest.input().width();
        int height = manifest.input().height();
        return switch (manifest.family()) {
            case YOLOX -> new YoloxDecoder(width, height, classes);
            case YOLOV8 -> new Yolov8Decoder(classes);
            case VISOR -> new VisorDecoder(classes);
            case YOLOV5 -> new Yolov5Decoder(classes);
            case END2END -> new EndToEndDecoder(classes);
            case NANODET -> new NanoDetDecoder(width, height, classes);
            case DETR -> new DetrDecoder(classes);
        };
    }
}
