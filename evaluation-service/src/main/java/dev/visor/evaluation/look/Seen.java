package dev.visor.evaluation.look;

import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.MatchTable;
import java.util.List;

/**
 * What a detector saw.
 *
 * @param table matches to the labels, of the judged classes
 * @param detections for each picture what it saw, of all its classes, best score first
 */
public record Seen(MatchTable table, List<List<Detection>> detections) {
    public Seen {
        detections = List.copyOf(detections);
    }
}
