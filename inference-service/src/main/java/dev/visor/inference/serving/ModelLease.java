package dev.visor.inference.serving;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.detection.detector.DetectionResult;
import dev.visor.detection.detector.Detector;
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

    /**
     * Finds objects.
     *
     * @param minScore 0 to 1
     */
    public DetectionResult detect(Picture picture, double minScore) {
        Detector detector = model.detector();
        return detector.detect(picture, minScore);
    }

    /** To be called once. */
    @Override
    public void close() {
        model.leave();
    }
}
