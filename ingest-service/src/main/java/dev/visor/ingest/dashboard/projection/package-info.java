/** From events to the {@code view_} tables: idempotent, and tolerant of facts that overtake each other. */
@NullMarked
package dev.visor.ingest.dashboard.projection;

import org.jspecify.annotations.NullMarked;
