package dev.visor.compression.job;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * A finished variant.
 *
 * @param artifact its bytes in the store
 * @param report what was done
 * @param tripwire why it is dead, or null
 * @param provenance what it was made of
 */
record MadeVariant(
        Artifact artifact,
        CompressionReport report,
        @Nullable String tripwire,
        Provenance provenance) {}
