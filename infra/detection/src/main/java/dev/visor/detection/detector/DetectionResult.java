package dev.visor.detection.detector;

import dev.visor.detection.Detection;
import java.util.List;

/**
 * What a detector saw in a picture.
 *
 * @param detections best score first, at most 300
 * @param timings where the time went
 */
public record DetectionResult(List<Detection> detections, Timings timings) {
    public DetectionResult {
        detections = List.copyOf(detections);
    }
}
