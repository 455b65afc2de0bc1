package dev.visor.evaluation.version;

import dev.visor.contracts.event.VariantCompressed;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Has the variant measured, unless it is dead. */
@Component
class VariantCompressedHandler implements EventHandler<VariantCompressed> {
    private final VersionFlow flow;

    VariantCompressedHandler(VersionFlow flow) {
        this.flow = flow;
    }

    @Override
    public Class<VariantCompressed> type() {
        return VariantCompressed.class;
    }

    @Override
    public void handle(VariantCompressed event, EventContext context) {
        flow.made(event.variant(), event.artifact(), event.manifest(), event.tripwire());
    }
}
