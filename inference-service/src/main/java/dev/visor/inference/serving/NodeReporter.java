package dev.visor.inference.serving;

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
    private @Nullable NodeStatus told;
    private Instant toldAt = Instant.EPOCH;

    NodeReporter(EventPublisher publisher, PlatformTransactionManager manager, ServingProperties properties) {
        this.publisher = publisher;
        this.transactions = new TransactionTemplate(manager);
        this.properties = properties;
    }

    /** Reports if there is something to say. A failure is said in the log and made up for at the next call. */
    synchronized void report(NodeStatus status) {
        boolean changed = !status.equals(told);
        if (!changed && Duration.between(toldAt, Instant.now()).compareTo(SIGN_OF_LIFE) < 0) {
            return;
        }
        try {
            transactions.executeWithoutResult(
                    t -> publisher.publish(status.report(properties.node(), properties.target())));
            told = status;
            toldAt = Instant.now();
        } catch (RuntimeException e) {
            LOG.warn("node {} could not report {}: {}", properties.node(), status.state(), e.toString());
        }
    }
}
