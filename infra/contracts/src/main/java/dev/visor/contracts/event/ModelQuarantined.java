package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.model.ModelVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload was refused by the firewall or did not survive the probe.
 *
 * @param modelVersion which upload
 * @param artifact the file, kept for inspection; null if nothing was kept
 * @param ruleId the rule it broke
 * @param reason in words
 * @param quarantinedAt when
 */
public record ModelQuarantined(
        ModelVersion modelVersion, @Nullable Artifact artifact, String ruleId, String reason, Instant quarantinedAt)
        implements Event {
    public static final String TYPE = "dev.visor.model.quarantined.v1";
    public static final String TOPIC = Topics.MODEL_EVENTS;

    @Override
    public String key() {
        return modelVersion.model();
    }
}
