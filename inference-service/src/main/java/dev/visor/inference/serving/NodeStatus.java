package dev.visor.inference.serving;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.NodeDevice;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.ServingLatency;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this node does, as it was last decided.
 *
 * @param state what it does
 * @param variant what it serves; null if nothing
 * @param digest the file it serves; null if nothing
 * @param ledgerSequence the desired state that this answers; 0 before any
 * @param rejected the variant that could not be taken into service; null if none
 * @param reason why; null if none
 * @param since when it became so
 */
public record NodeStatus(
        NodeState state,
        @Nullable VariantId variant,
        @Nullable Sha256 digest,
        long ledgerSequence,
        @Nullable VariantId rejected,
        @Nullable String reason,
        Instant since) {

    static NodeStatus empty() {
        return new NodeStatus(NodeState.EMPTY, null, null, 0, null, null, Instant.now());
    }

    static NodeStatus serving(ChampionChanged champion) {
        return new NodeStatus(
                NodeState.SERVING,
                champion.variant(),
                champion.artifact().digest(),
                champion.ledgerSequence(),
                null,
                null,
                Instant.now());
    }

    NodeStatus loading(ChampionChanged desired) {
        return new NodeStatus(NodeState.LOADING, variant, digest, desired.ledgerSequence(), null, null, Instant.now());
    }

    NodeStatus rejecting(ChampionChanged desired, String why) {
        return new NodeStatus(
                NodeState.REJECTED, variant, digest, desired.ledgerSequence(), desired.variant(), why, Instant.now());
    }

    NodeStatus stopped() {
        return new NodeStatus(NodeState.STOPPED, null, null, ledgerSequence, null, null, Instant.now());
    }

    NodeReported report(String node, String target, NodeDevice device, @Nullable ServingLatency latency) {
        return new NodeReported(
                node, target, state, variant, digest, ledgerSequence, rejected, reason, Instant.now(), device, latency);
    }
}
