package dev.visor.evaluation.version;

import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Notes which variants the decision waits for. */
@Component
class CompressionPlannedHandler implements EventHandler<CompressionPlanned> {
    private final VersionFlow flow;

    CompressionPlannedHandler(VersionFlow flow) {
        this.flow = flow;
    }

    @Override
    public Class<CompressionPlanned> type() {
        return CompressionPlanned.class;
    }

    @Override
    public void handle(CompressionPlanned event, EventContext context) {
        flow.planned(event.modelVersion(), event.variants(), event.plannedAt());
    }
}
