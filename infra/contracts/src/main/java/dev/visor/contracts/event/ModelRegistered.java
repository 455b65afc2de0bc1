package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload survived intake; it can be compressed and judged.
 *
 * @param modelVersion which upload
 * @param artifact the uploaded file
 * @param manifest how it is used
 * @param dataset name of the dataset it is judged on; null leaves it to the policy
 * @param datasetDigest digest of that dataset's manifest in the artefact store; null if there is none yet
 * @param policy what it must keep, as it stood at the upload
 * @param recipes recipes to make; empty for the built-in ones
 * @param registeredAt when
 */
public record ModelRegistered(
        ModelVersion modelVersion,
        Artifact artifact,
        DetectorManifest manifest,
        @Nullable String dataset,
        @Nullable Sha256 datasetDigest,
        Policy policy,
        List<String> recipes,
        Instant registeredAt)
        implements Event {
    public static final String TYPE = "dev.visor.model.registered.v1";
    public static final String TOPIC = Topics.MODEL_EVENTS;

    @Override
    public String key() {
        return modelVersion.model();
    }
}
