/** What the evaluation service keeps of variants and datasets, as pages read it. */
@NullMarked
package dev.visor.ingest.dashboard.document;

import org.jspecify.annotations.NullMarked;
