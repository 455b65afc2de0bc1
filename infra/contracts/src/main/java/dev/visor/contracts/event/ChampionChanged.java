package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;

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
 */
public record ChampionChanged(
        String target,
        VariantId variant,
        Artifact artifact,
        DetectorManifest manifest,
        double minimumScore,
        long ledgerSequence,
        Instant changedAt)
        implements Event {
    public static final String TYPE = "dev.visor.champion.changed.v1";
    public static final String TOPIC = Topics.CHAMPION_STATE;

    @Override
    public String key() {
        return target;
    }
}
