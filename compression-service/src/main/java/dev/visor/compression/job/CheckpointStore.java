package dev.visor.compression.job;

import dev.visor.compression.pass.Checkpoints;
import dev.visor.contracts.Sha256;

/** Keeps checkpoints of many uploads apart. */
@FunctionalInterface
interface CheckpointStore {
    /**
     * Those of one upload.
     *
     * @param upload digest of all that results depend on beside the recipe
     */
    Checkpoints of(Sha256 upload);
}
