package dev.visor.inference.serving;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.NodeDevice;
import dev.visor.contracts.event.ServingLatency;
import dev.visor.onnx.process.Machine;
import dev.visor.platform.messaging.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the fleet's overseers what this node does: at each change, and every half minute as a sign of life. */
@Component
class NodeReporter {
    private static final Logger LOG = LoggerFactory.getLogger(NodeReporter.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

    private final EventPublisher publisher;
    private final TransactionTemplate transactions;
    private final ServingProperties properties;
    private final ModelSlot slot;
    private final NodeDevice device;
    private @Nullable NodeStatus told;
    private Instant toldAt = Instant.EPOCH;

    NodeReporter(
            EventPublisher publisher,
            PlatformTransactionManager manager,
            ServingProperties properties,
            ModelSlot slot) {
        this.publisher = publisher;
        this.transactions = new TransactionTemplate(manager);
        this.properties = properties;
        this.slot = slot;
        Machine machine = Machine.current();
        this.device = new NodeDevice(properties.deviceClass(), machine.cpu(), machine.cores(), machine.architecture());
    }

    /** Reports if there is something to say. A failure is said in the log and made up for at the next call. */
    synchronized void report(NodeStatus status) {
        boolean changed = !status.equals(told);
        if (!changed && Duration.between(toldAt, Instant.now()).compareTo(SIGN_OF_LIFE) < 0) {
            return;
        }
        try {
            Sha256 digest = status.digest();
            ServingLatency latency =
                    digest == null ? null : slot.latency(digest).orElse(null);
            transactions.executeWithoutResult(
                    t -> publisher.publish(status.report(properties.node(), properties.target(), device, latency)));
            told = status;
            toldAt = Instant.now();
        } catch (RuntimeException e) {
            LOG.warn("node {} could not report {}: {}", properties.node(), status.state(), e.toString());
        }
    }
}
