package dev.visor.evaluation.version;

import dev.visor.contracts.model.VariantId;
import dev.visor.platform.work.WorkKind;

/**
 * Asks for the verdict on a variant that is settled.
 *
 * @param variant which one
 */
public record JudgeTask(VariantId variant) {
    /** The kind of work. */
    public static final WorkKind<JudgeTask> KIND = new WorkKind<>("judge-variant", JudgeTask.class);
}
