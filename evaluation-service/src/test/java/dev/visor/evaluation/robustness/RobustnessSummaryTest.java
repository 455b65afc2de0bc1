package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.ContractJson;
import dev.visor.evaluation.robustness.RobustnessSummary.AtSeverity;
import dev.visor.evaluation.robustness.RobustnessSummary.Look;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessSummaryTest {
    @Test
    void isTheMeanOfMeansBesideTheCleanAp() {
        RobustnessSummary summary = RobustnessSummary.of(
                0.8,
                List.of(
                        new Look("fog", 2, 0.4),
                        new Look("fog", 1, 0.6),
                        new Look("night", 1, 0.2),
                        new Look("night", 2, 0.0)));
        assertThat(summary.meanAp()).isCloseTo(0.3, within(1e-12));
        assertThat(summary.relative()).isCloseTo(0.375, within(1e-12));
        assertThat(summary.worst()).isEqualTo("night");
        assertThat(summary.corruptions()).extracting(c -> c.corruption()).containsExactly("fog", "night");
        assertThat(summary.corruptions().getFirst().severities())
                .containsExactly(new AtSeverity(1, 0.6), new AtSeverity(2, 0.4));
        assertThat(summary.corruptions().getFirst().relative()).isCloseTo(0.625, within(1e-12));
    }

    @Test
    void leavesOutLooksWithoutLabels() {
        RobustnessSummary summary = RobustnessSummary.of(
                0.5, List.of(new Look("fog", 1, -1), new Look("fog", 2, 0.25), new Look("rain", 1, -1)));
        assertThat(summary.meanAp()).isEqualTo(0.25);
        assertThat(summary.relative()).isEqualTo(0.5);
        assertThat(summary.worst()).isEqualTo("fog");
        assertThat(summary.corruptions().getLast().meanAp()).isEqualTo(-1);
        assertThat(summary.corruptions().getLast().relative()).isEqualTo(-1);
    }

    @Test
    void hasNoRatioToNothing() {
        assertThat(RobustnessSummary.of(-1, List.of(new Look("fog", 1, 0.5))).relative())
                .isEqualTo(-1);
        assertThat(RobustnessSummary.of(0, List.of(new Look("fog", 1, 0))).relative())
                .isEqualTo(-1);
    }

    @Test
    void isNothingWithoutLooks() {
        RobustnessSummary summary = RobustnessSummary.of(0.5, List.of());
        assertThat(summary.meanAp()).isEqualTo(-1);
        assertThat(summary.relative()).isEqualTo(-1);
        assertThat(summary.worst()).isNull();
    }

    @Test
    void namesTheFirstOfEquallyBadOnes() {
        assertThat(RobustnessSummary.of(0.5, List.of(new Look("snow", 1, 0.1), new Look("fog", 1, 0.1)))
                        .worst())
                .isEqualTo("snow");
    }

    @Test
    void refusesTwoLooksAtTheSame() {
        assertThatThrownBy(() -> RobustnessSummary.of(0.5, List.of(new Look("snow", 1, 0.1), new Look("snow", 1, 0.2))))
                .hasMessage("two looks at 'snow' of severity 1; give one");
    }

    @Test
    void isWrittenAndReadAsJson() {
        RobustnessSummary summary = RobustnessSummary.of(0.5, List.of(new Look("snow", 1, 0.1)));
        byte[] bytes = ContractJson.MAPPER.writeValueAsBytes(summary);
        assertThat(ContractJson.MAPPER.readValue(bytes, RobustnessSummary.class))
                .isEqualTo(summary);
    }
}
