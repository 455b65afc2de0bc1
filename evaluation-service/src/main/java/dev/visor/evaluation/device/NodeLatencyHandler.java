package dev.visor.evaluation.device;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.NodeDevice;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.ServingLatency;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps how long a node says that what it serves takes. */
@Component
class NodeLatencyHandler implements EventHandler<NodeReported> {
    private final NodeLatencies latencies;

    NodeLatencyHandler(NodeLatencies latencies) {
        this.latencies = latencies;
    }

    @Override
    public Class<NodeReported> type() {
        return NodeReported.class;
    }

    @Override
    public void handle(NodeReported event, EventContext context) {
        Sha256 digest = event.digest();
        NodeDevice device = event.device();
        ServingLatency latency = event.latency();
        if (digest != null && device != null && latency != null && latency.count() > 0) {
            latencies.keep(event, digest, device, latency);
        }
    }
}
