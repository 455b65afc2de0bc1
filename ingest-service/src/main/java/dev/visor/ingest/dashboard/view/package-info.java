/** Reads the {@code view_} tables and the registry's stages; the records are what REST answers and pages show. */
@NullMarked
package dev.visor.ingest.dashboard.view;

import org.jspecify.annotations.NullMarked;
