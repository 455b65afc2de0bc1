package dev.visor.evaluation.look;

import dev.visor.contracts.Sha256;
import dev.visor.platform.work.WorkKind;

/**
 * Asks to look at some pictures.
 *
 * @param look the look's key
 * @param first the first picture's place in the split; how many follow is the same for all shards
 */
record ShardTask(Sha256 look, int first) {
    static final WorkKind<ShardTask> KIND = new WorkKind<>("look-at-shard", ShardTask.class);

    String id() {
        return look + "/" + first;
    }
}
