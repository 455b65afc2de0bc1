package dev.visor.evaluation.version;

import dev.visor.contracts.event.CompressionFailed;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Notes that the variant won't come. */
@Component
class CompressionFailedHandler implements EventHandler<CompressionFailed> {
    private final VersionFlow flow;

    CompressionFailedHandler(VersionFlow flow) {
        this.flow = flow;
    }

    @Override
    public Class<CompressionFailed> type() {
        return CompressionFailed.class;
    }

    @Override
    public void handle(CompressionFailed event, EventContext context) {
        flow.notMade(event.variant(), event.reason());
    }
}
