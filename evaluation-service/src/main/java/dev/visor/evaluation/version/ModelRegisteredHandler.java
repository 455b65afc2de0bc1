package dev.visor.evaluation.version;

import dev.visor.contracts.event.ModelRegistered;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps a read copy of the upload. */
@Component
class ModelRegisteredHandler implements EventHandler<ModelRegistered> {
    private final VersionFlow flow;

    ModelRegisteredHandler(VersionFlow flow) {
        this.flow = flow;
    }

    @Override
    public Class<ModelRegistered> type() {
        return ModelRegistered.class;
    }

    @Override
    public void handle(ModelRegistered event, EventContext context) {
        flow.registered(new Upload(
                event.modelVersion(),
                event.artifact(),
                event.manifest(),
                event.dataset(),
                event.datasetDigest(),
                null,
                event.policy(),
                event.registeredAt()));
    }
}
