package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model by its newest upload.
 *
 * @param model its name
 * @param latestVersion number of the newest upload
 * @param stage the registry's stage of it
 * @param reason why, if there is something to say
 * @param digest the uploaded file
 * @param sizeBytes its size
 * @param uploadedAt when it came
 * @param changedAt when the stage last changed
 * @param champion whether a variant of any version is what some target should serve
 * @param championOf those targets
 */
public record ModelSummary(
        String model,
        int latestVersion,
        String stage,
        @Nullable String reason,
        Sha256 digest,
        long sizeBytes,
        Instant uploadedAt,
        Instant changedAt,
        boolean champion,
        List<String> championOf) {}
