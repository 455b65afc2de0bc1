package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame's picture was published.
 *
 * @param uri as the event says; not to be trusted
 * @param digest of its bytes, if the event says so
 */
public record Picture(String uri, @Nullable Sha256 digest) {}
