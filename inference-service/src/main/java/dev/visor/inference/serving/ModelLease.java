package dev.visor.inference.serving;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.detection.detector.DetectionResult;
import dev.visor.detection.image.Picture;

/** The right to use the model in service; it stays open until this is closed, whatever is swapped in meanwhile. */
public final class ModelLease implements AutoCloseable {
    private final LoadedModel model;
    private final ChampionChanged champion;

    ModelLease(LoadedModel model) {
        this.model = model;
        this.champion = model.champion();
    }

    /** What is served. */
    public ChampionChanged champion() {
        return champion;
    }

    /** Finds objects that should be reported: each class from its own score on, as the verdict counted them. */
    public DetectionResult detect(Picture picture) {
        DetectionResult seen = detect(picture, champion.leastMinimumScore());
        if (champion.classMinimumScores() == null) {
            return seen;
        }
        return new DetectionResult(
                seen.detections().stream()
                        .filter(d -> d.score() >= champion.minimumScore(d.classIndex()))
                        .toList(),
                seen.timings());
    }

    /**
     * Finds objects of any class from one score on.
     *
     * @param minScore 0 to 1
     */
    public DetectionResult detect(Picture picture, double minScore) {
        DetectionResult result = model.detector().detect(picture, minScore);
        model.times().add(result.timings().inferenceMillis());
        return result;
    }

    /** To be called once. */
    @Override
    public void close() {
        model.leave();
    }
}
