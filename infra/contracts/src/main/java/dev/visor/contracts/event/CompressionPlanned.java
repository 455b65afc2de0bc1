package dev.visor.contracts.event;

import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.List;

/**
 * Which variants will be made of an upload, the baseline among them.
 *
 * @param modelVersion which upload
 * @param variants every variant to expect
 * @param plannedAt when
 */
public record CompressionPlanned(ModelVersion modelVersion, List<VariantId> variants, Instant plannedAt)
        implements Event {
    public static final String TYPE = "dev.visor.compression.planned.v1";
    public static final String TOPIC = Topics.COMPRESSION_EVENTS;

    @Override
    public String key() {
        return modelVersion.model();
    }
}
