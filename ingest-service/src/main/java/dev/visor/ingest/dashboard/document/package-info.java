/** What the evaluation service keeps of variants, as pages read it: reports, explanations, costs and comparisons. */
@NullMarked
package dev.visor.ingest.dashboard.document;

import org.jspecify.annotations.NullMarked;
