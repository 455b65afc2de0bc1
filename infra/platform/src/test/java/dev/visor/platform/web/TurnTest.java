package dev.visor.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void oneHasItAtATimeAndTheNextWhenItIsGivenBack() {
        Turn turn = new Turn("another dry run still runs", Duration.ZERO);
        try (Turn.Taken taken = turn.take()) {
            assertThat(taken).isNotNull();
            assertThatThrownBy(turn::take)
                    .isInstanceOfSatisfying(
                            VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY))
                    .hasMessageContaining("another dry run still runs after 0 s; try again later");
        }
        turn.take().close();
        turn.take().close();
    }

    @Test
    void whoIsInterruptedWhileWaitingStaysInterrupted() {
        Turn turn = new Turn("another evaluation runs", Duration.ofMinutes(5));
        try (Turn.Taken taken = turn.take()) {
            assertThat(taken).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(turn::take).isInstanceOf(VisorException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
