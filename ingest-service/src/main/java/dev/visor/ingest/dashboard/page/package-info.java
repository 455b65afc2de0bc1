/** Server-rendered pages. */
@NullMarked
package dev.visor.ingest.dashboard.page;

import org.jspecify.annotations.NullMarked;
