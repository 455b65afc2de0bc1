package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One upload in a list.
 *
 * @param model the model's name
 * @param version its number
 * @param stage the registry's stage
 * @param reason why, if there is something to say
 * @param digest the uploaded file
 * @param sizeBytes its size
 * @param uploadedAt when it came
 * @param changedAt when the stage last changed
 * @param championOf targets that should serve a variant of it
 */
public record VersionSummary(
        String model,
        int version,
        String stage,
        @Nullable String reason,
        Sha256 digest,
        long sizeBytes,
        Instant uploadedAt,
        Instant changedAt,
        List<String> championOf) {}
