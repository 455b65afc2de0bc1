/** Pages that show why a verdict is what it is and what tells two variants apart, with their charts as SVG. */
@NullMarked
package dev.visor.ingest.dashboard.page.evaluation;

import org.jspecify.annotations.NullMarked;
