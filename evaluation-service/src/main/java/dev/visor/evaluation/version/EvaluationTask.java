package dev.visor.evaluation.version;

import dev.visor.contracts.model.VariantId;
import dev.visor.platform.work.WorkKind;

/**
 * Asks for the measurement of a variant.
 *
 * @param variant which one
 */
public record EvaluationTask(VariantId variant) {
    /** The kind of work. */
    public static final WorkKind<EvaluationTask> KIND = new WorkKind<>("evaluate-variant", EvaluationTask.class);
}
