package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.dashboard.page.Steps.Step;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void theCurrentStepStandsBetweenDoneAndOpenOnes() {
        assertThat(Steps.of("EVALUATING").stream().map(Step::state))
                .containsExactly("done", "done", "current", "open", "open");
    }

    @Test
    void aWayThatEndedWellIsDone() {
        assertThat(Steps.of("PROMOTED").stream().map(Step::state))
                .containsExactly("done", "done", "done", "done", "good");
    }

    @Test
    void aWayThatEndedOtherwiseShowsWhere() {
        assertThat(Steps.of("QUARANTINED"))
                .containsExactly(new Step("Uploaded", "done"), new Step("Quarantined", "bad"));
        assertThat(Steps.of("REJECTED").getLast()).isEqualTo(new Step("Rejected", "bad"));
    }
}
