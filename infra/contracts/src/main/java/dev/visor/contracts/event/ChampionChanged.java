package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment target should serve.
 *
 * @param target the deployment target
 * @param variant the champion
 * @param artifact its file
 * @param manifest how it is used
 * @param minimumScore detections below it are not reported, 0 to 1
 * @param ledgerSequence counts up with each change of any champion; a lower one than seen is out of date
 * @param changedAt when
 * @param classMinimumScores the same for each class of the manifest, in its order; null or empty where {@code minimumScore}
 *     holds for all
 */
public record ChampionChanged(
        String target,
        VariantId variant,
        Artifact artifact,
        DetectorManifest manifest,
        double minimumScore,
        long ledgerSequence,
        Instant changedAt,
        @Nullable List<Double> classMinimumScores)
        implements Event {
    public ChampionChanged {
        classMinimumScores =
                classMinimumScores == null || classMinimumScores.isEmpty() ? null : List.copyOf(classMinimumScores);
        if (classMinimumScores != null
                && classMinimumScores.size() != manifest.classes().size()) {
            throw new IllegalArgumentException("%d classes need as many minimum scores, were %d"
                    .formatted(manifest.classes().size(), classMinimumScores.size()));
        }
    }

    /** With one minimum score for all classes. */
    public ChampionChanged(
            String target,
            VariantId variant,
            Artifact artifact,
            DetectorManifest manifest,
            double minimumScore,
            long ledgerSequence,
            Instant changedAt) {
        this(target, variant, artifact, manifest, minimumScore, ledgerSequence, changedAt, null);
    }

    /** Detections of a class below it are not reported. */
    public double minimumScore(int classIndex) {
        return classMinimumScores == null ? minimumScore : classMinimumScores.get(classIndex);
    }

    /** No detection below it is reported, whatever its class. */
    public double leastMinimumScore() {
        return classMinimumScores == null ? minimumScore : Collections.min(classMinimumScores);
    }

    public static final String TYPE = "dev.visor.champion.changed.v1";
    public static final String TOPIC = Topics.CHAMPION_STATE;

    @Override
    public String key() {
        return target;
    }
}
