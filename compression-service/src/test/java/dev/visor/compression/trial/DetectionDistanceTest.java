package dev.visor.compression.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionDistanceTest {
    private static final Detection RIDER = new Detection(0, 0.8f, 10, 10, 100, 100);

    @Test
    void theSameDetectionsAreNoDistanceApart() {
        assertThat(distance(List.of(RIDER), List.of(RIDER))).isZero();
    }

    @Test
    void aLostDetectionCountsItsScore() {
        assertThat(distance(List.of(RIDER), List.of())).isEqualTo(0.8, within(1e-6));
    }

    @Test
    void anInventedDetectionCountsItsScoreAndAFaintOneNothing() {
        Detection invented = new Detection(0, 0.3f, 300, 300, 50, 50);
        Detection faint = new Detection(0, 0.06f, 500, 300, 50, 50);
        assertThat(distance(List.of(RIDER), List.of(RIDER, invented, faint))).isEqualTo(0.3, within(1e-6));
    }

    @Test
    void aMovedBoxCountsTheOverlapThatIsMissingAndTheScoreThatChanged() {
        Detection moved = new Detection(0, 0.7f, 10, 10, 100, 80);
        assertThat(distance(List.of(RIDER), List.of(moved))).isEqualTo(0.1 + 0.8 * 0.2, within(1e-6));
    }

    @Test
    void aBoxOfAnotherClassIsNoTwin() {
        Detection other = new Detection(1, 0.8f, 10, 10, 100, 100);
        assertThat(distance(List.of(RIDER), List.of(other))).isEqualTo(1.6, within(1e-6));
    }

    private static double distance(List<Detection> upload, List<Detection> candidate) {
        DetectionDistance distance = new DetectionDistance();
        distance.add(upload, candidate);
        return distance.mean();
    }
}
