package dev.visor.contracts.event;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node does.
 *
 * @param node the node's name
 * @param target its deployment target
 * @param state what it does
 * @param variant what it serves; null if nothing
 * @param digest the file it serves; null if nothing
 * @param ledgerSequence the desired state that this answers; 0 before any
 * @param rejected the variant that could not be taken into service; null if none
 * @param reason why it was rejected; null if none
 * @param reportedAt when
 * @param device what it computes with; null from nodes that don't tell
 * @param latency how long the served file takes there; null before its first picture
 */
public record NodeReported(
        String node,
        String target,
        NodeState state,
        @Nullable VariantId variant,
        @Nullable Sha256 digest,
        long ledgerSequence,
        @Nullable VariantId rejected,
        @Nullable String reason,
        Instant reportedAt,
        @Nullable NodeDevice device,
        @Nullable ServingLatency latency)
        implements Event {
    public static final String TYPE = "dev.visor.node.reported.v1";
    public static final String TOPIC = Topics.NODE_STATE;

    /** Without what it computes with. */
    public NodeReported(
            String node,
            String target,
            NodeState state,
            @Nullable VariantId variant,
            @Nullable Sha256 digest,
            long ledgerSequence,
            @Nullable VariantId rejected,
            @Nullable String reason,
            Instant reportedAt) {
        this(node, target, state, variant, digest, ledgerSequence, rejected, reason, reportedAt, null, null);
    }

    @Override
    public String key() {
        return node;
    }
}
