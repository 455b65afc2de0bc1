/** What changed, as it changes: server-sent events. */
@NullMarked
package dev.visor.ingest.dashboard.live;

import org.jspecify.annotations.NullMarked;
