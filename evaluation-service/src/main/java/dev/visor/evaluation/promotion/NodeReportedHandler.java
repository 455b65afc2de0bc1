package dev.visor.evaluation.promotion;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Completes a promotion when a node serves its variant, and takes it back when a node can't. */
@Component
class NodeReportedHandler implements EventHandler<NodeReported> {
    private final Rollout rollout;

    NodeReportedHandler(Rollout rollout) {
        this.rollout = rollout;
    }

    @Override
    public Class<NodeReported> type() {
        return NodeReported.class;
    }

    @Override
    public void handle(NodeReported event, EventContext context) {
        Sha256 digest = event.digest();
        VariantId rejected = event.rejected();
        if (event.state() == NodeState.SERVING && digest != null) {
            rollout.served(event.target(), event.node(), digest, event.ledgerSequence());
        } else if (event.state() == NodeState.REJECTED && rejected != null) {
            String reason = event.reason() == null ? "it gave no reason" : event.reason();
            rollout.rejected(event.target(), event.node(), rejected, event.ledgerSequence(), reason);
        }
    }
}
