package dev.visor.inference.serving;

import dev.visor.contracts.event.FrameDetection;
import dev.visor.detection.detector.DetectionResult;
import java.util.List;

/** Detections with the names of their classes. */
public final class NamedDetections {
    private NamedDetections() {}

    /** As events and answers tell them. */
    public static List<FrameDetection> of(DetectionResult result, List<String> classes) {
        return result.detections().stream()
                .map(d ->
                        new FrameDetection(classes.get(d.classIndex()), d.score(), d.x(), d.y(), d.width(), d.height()))
                .toList();
    }
}
