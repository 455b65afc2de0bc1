package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One upload and all that became of it.
 *
 * @param model the model's name
 * @param version its number
 * @param stage the registry's stage
 * @param reason why, if there is something to say
 * @param rule the rule that a quarantined file broke
 * @param digest the uploaded file
 * @param sizeBytes its size
 * @param manifest how it is used; absent for a quarantined file
 * @param dataset what it is judged on
 * @param datasetDigest that dataset's manifest
 * @param policy what it must keep, by name
 * @param policyVersion as it stood at the upload
 * @param uploadedAt when it came
 * @param timeline what happened, oldest first
 * @param variants baseline first, then by recipe
 * @param promotion the newest rollout or its refusal; absent before one
 */
public record VersionDetail(
        String model,
        int version,
        String stage,
        @Nullable String reason,
        @Nullable String rule,
        Sha256 digest,
        long sizeBytes,
        @Nullable DetectorManifest manifest,
        @Nullable String dataset,
        @Nullable Sha256 datasetDigest,
        @Nullable String policy,
        @Nullable Integer policyVersion,
        Instant uploadedAt,
        List<Entry> timeline,
        List<VariantDetail> variants,
        @Nullable Promotion promotion) {

    /**
     * One line of the timeline.
     *
     * @param at when
     * @param stage the stage from then on, for the registry's own lines
     * @param event what happened, for everyone else's
     * @param text in words
     */
    public record Entry(
            Instant at, @Nullable String stage, @Nullable String event, String text) {}

    /**
     * A rollout.
     *
     * @param variant what is rolled out; absent if refused
     * @param target where to
     * @param state {@code STARTED}, {@code COMPLETED}, {@code ROLLED_BACK} or {@code REFUSED}
     * @param reason why, in words
     * @param node the first node that served it
     * @param restored what serves again after a rollback
     * @param at when it came into this state
     */
    public record Promotion(
            @Nullable String variant,
            @Nullable String target,
            String state,
            @Nullable String reason,
            @Nullable String node,
            @Nullable String restored,
            Instant at) {}
}
