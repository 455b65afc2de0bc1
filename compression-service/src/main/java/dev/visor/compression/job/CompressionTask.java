package dev.visor.compression.job;

import dev.visor.contracts.model.VariantId;
import dev.visor.platform.work.WorkKind;

/**
 * Make a variant.
 *
 * @param variant which; all else is in its job
 */
record CompressionTask(VariantId variant) {
    static final WorkKind<CompressionTask> KIND = new WorkKind<>("compress-variant", CompressionTask.class);
}
