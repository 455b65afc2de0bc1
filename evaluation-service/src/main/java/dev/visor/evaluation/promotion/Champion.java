package dev.visor.evaluation.promotion;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a deployment target should serve, since a ledger entry.
 *
 * @param sequence the ledger entry that named it
 * @param target the deployment target
 * @param variant the champion
 * @param artifact its file
 * @param manifest how it is used
 * @param minimumScore detections below it are not reported
 * @param classMinimumScores the same for each class of the manifest; empty where {@code minimumScore} holds for all
 * @param predecessor the entry that named who comes back if this one is withdrawn; null if no one does
 * @param since when it was named
 */
record Champion(
        long sequence,
        String target,
        VariantId variant,
        Artifact artifact,
        DetectorManifest manifest,
        double minimumScore,
        List<Double> classMinimumScores,
        @Nullable Long predecessor,
        Instant since) {
    /** The same, named again by a later entry. */
    Champion again(long newSequence, Instant at) {
        return new Champion(
                newSequence, target, variant, artifact, manifest, minimumScore, classMinimumScores, predecessor, at);
    }

    ChampionChanged event() {
        return new ChampionChanged(
                target, variant, artifact, manifest, minimumScore, sequence, since, classMinimumScores);
    }
}
