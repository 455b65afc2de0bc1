package dev.visor.ingest.dashboard.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a long list.
 *
 * @param items at most as many as asked for
 * @param nextPageToken asks for what follows; absent at the end
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {}
