package dev.visor.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void isBusyWhenTheQueueIsFullAndFreeWhenATurnEnds() throws InterruptedException {
        Admission admission = new Admission(properties(Duration.ofMillis(20)));
        Admission.Turn turn = admission.request();
        assertThatThrownBy(admission::request)
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY))
                .hasMessageContaining("wait already");
        assertThat(admission.within(Duration.ofMillis(1))).isEmpty();
        turn.close();
        assertThat(admission.within(Duration.ofMillis(1))).isPresent();
    }

    @Test
    void loosesPatience() throws InterruptedException {
        Admission admission = new Admission(properties(Duration.ofMillis(20)));
        try (Admission.Turn frame = admission.within(Duration.ofMillis(1)).orElseThrow()) {
            assertThat(frame).isNotNull();
            assertThatThrownBy(admission::request).hasMessageContaining("20 ms");
        }
        admission.request().close();
    }

    private static ServingProperties properties(Duration patience) {
        return new ServingProperties("node", "roadside", 1, 0, patience, "", 1);
    }
}
