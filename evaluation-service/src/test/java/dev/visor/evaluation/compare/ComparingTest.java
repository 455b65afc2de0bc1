package dev.visor.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Scene;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparingTest {
    private static final Observations SEEN = Scene.random(3, 80, "with", "without");
    private static final Side FIRST = ComparedWorld.side("helmet.1.baseline", SEEN, 200);

    @Test
    void aVariantAgainstItselfDiffersByExactlyNothing() {
        Comparison same = Comparing.of(FIRST, ComparedWorld.side("helmet.1.twin", SEEN, 200));
        assertThat(same.figures()).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.second()).isEqualTo(figure.first());
            if (figure.difference() != null) {
                assertThat(figure.difference()).isZero();
            }
            if (figure.low() != null) {
                assertThat(figure.low()).isZero();
                assertThat(figure.high()).isZero();
                assertThat(figure.probabilityWorse()).isZero();
            }
        });
        assertThat(same.agreement().flipRate()).isZero();
        assertThat(same.tide().gains().miss()).isZero();
        assertThat(same.worse()).isEmpty();
        assertThat(same.better()).isEmpty();
    }

    @Test
    void whatIsLostIsToldWithItsIntervalItsClassAndItsPictures() {
        Comparison lost = Comparing.of(FIRST, blind());
        ComparedFigure recall = figure(lost, Metric.RECALL, "without", null);
        assertThat(recall.difference()).isNegative();
        assertThat(recall.high()).isNegative();
        assertThat(recall.low()).isLessThanOrEqualTo(recall.difference());
        assertThat(recall.probabilityWorse()).isEqualTo(1);
        assertThat(figure(lost, Metric.RECALL, "with", null).difference()).isZero();
        assertThat(figure(lost, Metric.RECALL, null, "weather=rain").difference())
                .isNegative();
        assertThat(figure(lost, Metric.MISSED, null, null).probabilityWorse()).isEqualTo(1);
        assertThat(lost.tide().gains().miss()).isPositive();
        assertThat(lost.agreement().counts().onlyParent()).isPositive();
        assertThat(lost.worse())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(Gallery.PICTURES)
                .allSatisfy(pair -> {
                    assertThat(pair.errorsMore()).isPositive();
                    assertThat(right(pair.second())).isLessThan(right(pair.first()));
                });
        assertThat(lost.first().curves()).hasSize(2);
    }

    @Test
    void bothWaysAreTheSameWithOtherSigns() {
        Comparison there = Comparing.of(FIRST, blind());
        Comparison back = Comparing.of(blind(), FIRST);
        ComparedFigure one = figure(there, Metric.AP, null, null);
        ComparedFigure other = figure(back, Metric.AP, null, null);
        assertThat(other.difference()).isEqualTo(-one.difference());
        assertThat(other.low()).isCloseTo(-one.high(), within(1e-12));
        assertThat(back.better()).hasSameSizeAs(there.worse());
        assertThat(back.better().getFirst().second())
                .hasSameSizeAs(there.worse().getFirst().first());
    }

    @Test
    void theFirstsDrawsHoldWhateverTheSecondWouldDraw() {
        Comparison comparison = Comparing.of(FIRST, ComparedWorld.side("helmet.1.twin", SEEN, 500));
        assertThat(comparison.ground().replicates()).isEqualTo(200);
    }

    @Test
    void costsThatWereNotMeasuredAreLeftOut() {
        Comparison comparison = Comparing.of(FIRST, blind());
        ComparedFigure p99 = figure(comparison, Metric.LATENCY_P99, null, null);
        assertThat(p99.first()).isNull();
        assertThat(p99.difference()).isNull();
        assertThat(figure(comparison, Metric.LATENCY_P50, null, null).difference())
                .isZero();
    }

    @Test
    void theSameComparisonHasTheSameBytes() {
        assertThat(Comparing.of(FIRST, blind()).bytes())
                .isEqualTo(Comparing.of(FIRST, blind()).bytes());
    }

    private static long right(List<ShownBox> boxes) {
        return boxes.stream().filter(b -> b.kind() == BoxKind.RIGHT).count();
    }

    private static Side blind() {
        return ComparedWorld.side("helmet.1.int8", ComparedWorld.halfBlindTo(1, SEEN), 200);
    }

    private static ComparedFigure figure(Comparison comparison, Metric metric, String className, String slice) {
        return comparison.figures().stream()
                .filter(f -> f.metric() == metric
                        && Objects.equals(f.className(), className)
                        && Objects.equals(f.slice(), slice))
                .findFirst()
                .orElseThrow();
    }
}
