package dev.visor.testkit;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Events with names that no other test uses. */
final class Samples {
    private static final AtomicInteger MODELS = new AtomicInteger();
    private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

    private Samples() {}

    static String newModel() {
        return "model-" + MODELS.incrementAndGet();
    }

    static CompressionFailed failed(String model, String reason) {
        return new CompressionFailed(
                VariantId.baselineOf(new ModelVersion(model, 1)), ErrorCode.INTERNAL, reason, TIME);
    }
}
