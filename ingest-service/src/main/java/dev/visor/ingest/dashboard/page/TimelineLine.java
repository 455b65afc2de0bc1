package dev.visor.ingest.dashboard.page;

import dev.visor.ingest.dashboard.view.VersionDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the timeline as it is shown.
 *
 * @param newStage the stage that begins here; null if it was the stage before
 */
public record TimelineLine(Instant at, @Nullable String newStage, String text) {

    /** Lines that name a stage only where it begins. */
    static List<TimelineLine> of(List<VersionDetail.Entry> entries) {
        List<TimelineLine> lines = new ArrayList<>();
        String stage = null;
        for (VersionDetail.Entry entry : entries) {
            boolean begins = entry.stage() != null && !entry.stage().equals(stage);
            lines.add(new TimelineLine(entry.at(), begins ? entry.stage() : null, entry.text()));
            stage = entry.stage() == null ? stage : entry.stage();
        }
        return lines;
    }
}
