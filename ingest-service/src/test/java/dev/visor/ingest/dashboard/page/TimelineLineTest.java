package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.dashboard.view.VersionDetail.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineLineTest {
    private static final Instant AT = Instant.EPOCH;

    @Test
    void aStageIsNamedOnlyWhereItBegins() {
        assertThat(TimelineLine.of(List.of(
                        new Entry(AT, "UPLOADED", null, "received"),
                        new Entry(AT, "COMPRESSING", null, "planned"),
                        new Entry(AT, null, "verdict", "passes"),
                        new Entry(AT, "COMPRESSING", null, "made"),
                        new Entry(AT, "EVALUATING", null, "measuring"))))
                .extracting(TimelineLine::newStage)
                .containsExactly("UPLOADED", "COMPRESSING", null, null, "EVALUATING");
    }
}
