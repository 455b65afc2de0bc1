package dev.visor.contracts.event;

import dev.visor.contracts.Progress;
import dev.visor.contracts.model.ModelVersion;

/**
 * How far an experiment is; at most one a second.
 *
 * @param experiment its id
 * @param modelVersion the upload that is worked on
 * @param progress how far: the step is the running point's, points are counted
 */
public record ExperimentProgress(String experiment, ModelVersion modelVersion, Progress progress) implements Event {
    public static final String TYPE = "dev.visor.experiment.progress.v1";
    public static final String TOPIC = Topics.COMPRESSION_EVENTS;

    @Override
    public String key() {
        return modelVersion.model();
    }
}
