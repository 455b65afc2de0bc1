package dev.visor.inference.serving;

import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/**
 * Frees the models when the service has stopped answering. ONNX Runtime ends itself in a shutdown hook of its own; who
 * still runs a model then would crash, so leases are back before.
 */
@Component
class SlotLifecycle {
    private final ModelSlot slot;

    SlotLifecycle(ModelSlot slot) {
        this.slot = slot;
    }

    @PreDestroy
    void close() {
        slot.empty();
    }
}
