package dev.visor.testkit.probe;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import dev.visor.platform.messaging.EventPublisher;
import org.springframework.stereotype.Component;

/** Notes the reason; some reasons make it fail or publish. */
@Component
class CompressionFailedHandler implements EventHandler<CompressionFailed> {
    private final Notes notes;
    private final EventPublisher publisher;

    CompressionFailedHandler(Notes notes, EventPublisher publisher) {
        this.notes = notes;
        this.publisher = publisher;
    }

    @Override
    public Class<CompressionFailed> type() {
        return CompressionFailed.class;
    }

    @Override
    public void handle(CompressionFailed event, EventContext context) {
        notes.write("handler", event.key(), event.reason());
        switch (event.reason()) {
            case "breaks" -> throw new IllegalStateException("breaks every time");
            case "refused" -> throw new VisorException(ErrorCode.INVALID_REQUEST, "refused for good");
            case "breaks until mended" -> {
                if (notes.of("mender", event.key()).isEmpty()) {
                    throw new IllegalStateException("not mended yet");
                }
            }
            case "answers" ->
                publisher.publish(
                        new PromotionRefused(event.variant().modelVersion(), Outcome.FAIL, "answer", event.failedAt()));
            default -> {}
        }
    }
}
