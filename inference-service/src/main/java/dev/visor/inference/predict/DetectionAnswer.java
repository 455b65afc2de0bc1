package dev.visor.inference.predict;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.FrameDetection;
import dev.visor.contracts.model.VariantId;
import java.util.List;

/**
 * What the model sees in a picture: pixels, x and y of the top-left corner.
 *
 * @param model the model's name
 * @param version the upload
 * @param variant the variant in service
 * @param digest its file
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param detections best score first
 * @param timings where the time went
 */
record DetectionAnswer(
        String model,
        int version,
        VariantId variant,
        Sha256 digest,
        int width,
        int height,
        List<FrameDetection> detections,
        AnswerTimings timings) {

    /** Milliseconds. */
    record AnswerTimings(
            double decodeMillis, double preprocessMillis, double inferenceMillis, double postprocessMillis) {}

    static DetectionAnswer of(
            ChampionChanged champion, int width, int height, List<FrameDetection> detections, AnswerTimings timings) {
        return new DetectionAnswer(
                champion.variant().modelVersion().model(),
                champion.variant().modelVersion().version(),
                champion.variant(),
                champion.artifact().digest(),
                width,
                height,
                detections,
                timings);
    }
}
