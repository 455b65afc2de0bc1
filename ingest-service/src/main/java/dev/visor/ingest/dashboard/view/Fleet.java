package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What should serve and what does.
 *
 * @param champions by target
 * @param nodes by target and name
 */
public record Fleet(List<Champion> champions, List<Node> nodes) {

    /**
     * What a target should serve.
     *
     * @param target the deployment target
     * @param variant what it should serve
     * @param model the model of it
     * @param version the version of it
     * @param digest its file
     * @param sizeBytes its size
     * @param minimumScore detections below are not reported
     * @param ledgerSequence its entry in the ledger
     * @param changedAt since when
     * @param nodes how many nodes of the target are heard of
     * @param serving how many of them serve this file
     */
    public record Champion(
            String target,
            String variant,
            String model,
            int version,
            Sha256 digest,
            long sizeBytes,
            double minimumScore,
            long ledgerSequence,
            Instant changedAt,
            int nodes,
            int serving) {}

    /**
     * What a node said last.
     *
     * @param node its name
     * @param target its deployment target
     * @param state what it did then
     * @param variant what it serves
     * @param digest that file
     * @param ledgerSequence the desired state it answers
     * @param rejected what it could not take
     * @param reason why not
     * @param reportedAt when it said so
     * @param ageMillis how long that is ago
     * @param silent whether it should have been heard since
     */
    public record Node(
            String node,
            String target,
            String state,
            @Nullable String variant,
            @Nullable Sha256 digest,
            long ledgerSequence,
            @Nullable String rejected,
            @Nullable String reason,
            Instant reportedAt,
            long ageMillis,
            boolean silent) {}
}
