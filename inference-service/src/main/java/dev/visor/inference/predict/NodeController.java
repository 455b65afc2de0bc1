package dev.visor.inference.predict;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.ServingLatency;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.VariantId;
import dev.visor.inference.serving.ModelSlot;
import dev.visor.inference.serving.NodeAgent;
import dev.visor.inference.serving.NodeStatus;
import dev.visor.inference.serving.ServingProperties;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this node serves. */
@RestController
class NodeController {
    private final NodeAgent agent;
    private final ModelSlot slot;
    private final ServingProperties properties;

    NodeController(NodeAgent agent, ModelSlot slot, ServingProperties properties) {
        this.agent = agent;
        this.slot = slot;
        this.properties = properties;
    }

    /** The node in words and figures. */
    record NodeAnswer(
            String node,
            String target,
            NodeState state,
            @Nullable VariantId variant,
            @Nullable Sha256 digest,
            long ledgerSequence,
            @Nullable VariantId rejected,
            @Nullable String reason,
            Instant since,
            int concurrency,
            String deviceClass,
            @Nullable ServingLatency latency,
            @Nullable DetectorFamily family,
            List<String> classes,
            @Nullable Double minimumScore) {}

    @Operation(summary = "Says what this node serves, and what it refused")
    @GetMapping("/api/v1/node")
    NodeAnswer node() {
        NodeStatus status = agent.status();
        ChampionChanged champion = slot.champion().orElse(null);
        return new NodeAnswer(
                properties.node(),
                properties.target(),
                status.state(),
                status.variant(),
                status.digest(),
                status.ledgerSequence(),
                status.rejected(),
                status.reason(),
                status.since(),
                properties.concurrency(),
                properties.deviceClass(),
                champion == null
                        ? null
                        : slot.latency(champion.artifact().digest()).orElse(null),
                champion == null ? null : champion.manifest().family(),
                champion == null ? List.of() : champion.manifest().classes(),
                champion == null ? null : champion.minimumScore());
    }
}
