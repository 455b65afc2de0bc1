package dev.visor.contracts.event;

import dev.visor.contracts.Progress;
import dev.visor.contracts.model.VariantId;

/**
 * How far the evaluation of a variant is; at most one a second.
 *
 * @param variant which variant
 * @param progress how far
 */
public record EvaluationProgress(VariantId variant, Progress progress) implements Event {
    public static final String TYPE = "dev.visor.evaluation.progress.v1";
    public static final String TOPIC = Topics.EVALUATION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
