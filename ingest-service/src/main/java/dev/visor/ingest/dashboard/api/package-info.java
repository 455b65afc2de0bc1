/** The read side of REST. */
@NullMarked
package dev.visor.ingest.dashboard.api;

import org.jspecify.annotations.NullMarked;
