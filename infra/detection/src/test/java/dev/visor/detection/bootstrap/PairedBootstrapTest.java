package dev.visor.detection.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.detection.RandomScenes;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.MatchTableFormat;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final int PICTURES = 60;
    private static final Observations SCENES = RandomScenes.withTies(4, 3, PICTURES);

    @Test
    void ofTheSameTableHasADeltaOfExactlyZeroInEveryReplicate() {
        MatchTable a = MatchTable.of(SCENES);
        MatchTable b = MatchTableFormat.read(MatchTableFormat.write(a));
        PairedBootstrap paired = PairedBootstrap.of(a, b, Units.pictures(PICTURES), 200, 7);
        for (Figure figure : Figure.values()) {
            Samples delta = paired.overall(figure).delta();
            assertThat(delta.estimate()).isZero();
            assertThat(delta.replicates()).containsOnly(0.0);
            assertThat(paired.ofClass(1, figure).delta().probabilityBelow(0)).isZero();
        }
        assertThat(paired.overall(Figure.AP).delta().interval(0.95))
                .isEqualTo(new Interval(
                        0, 0, 0, 0.95, 200, paired.overall(Figure.AP).a().replicatesWithoutClass()));
    }

    @Test
    void tellsADetectorThatMissesAThirdMuchMoreSurelyThanTwoIntervalsWould() {
        MatchTable a = MatchTable.of(SCENES);
        MatchTable b = MatchTable.of(new Observations(
                SCENES.classes(),
                SCENES.pictures().stream().map(PairedBootstrapTest::twoThirds).toList()));
        PairedBootstrap.Pair ap =
                PairedBootstrap.of(a, b, Units.pictures(PICTURES), 400, 7).overall(Figure.AR100);
        Interval delta = ap.delta().interval(0.95);
        assertThat(delta.high()).isNegative();
        assertThat(ap.delta().probabilityBelow(0)).isEqualTo(1);
        assertThat(ap.delta().probabilityBelow(-0.9)).isZero();
        assertThat(delta.halfWidth())
                .isLessThan(ap.a().interval(0.95).halfWidth()
                        + ap.b().interval(0.95).halfWidth());
        assertThat(delta.estimate()).isEqualTo(ap.b().estimate() - ap.a().estimate());
    }

    private static Observation twoThirds(Observation whole) {
        Sightings seen = whole.sightings();
        int left = seen.size() * 2 / 3;
        return new Observation(
                whole.labels(),
                new Sightings(
                        Arrays.copyOf(seen.classes(), left),
                        Arrays.copyOf(seen.boxes(), 4 * left),
                        Arrays.copyOf(seen.scores(), left)));
    }

    @Test
    void refusesTablesOfOtherLabels() {
        MatchTable a = MatchTable.of(SCENES);
        List<Observation> fewer = SCENES.pictures().subList(0, PICTURES - 5);
        MatchTable b = MatchTable.of(new Observations(SCENES.classes(), fewer));
        assertThatThrownBy(() -> PairedBootstrap.of(a, b, Units.pictures(PICTURES), 10, 7))
                .hasMessageContaining("same labels");
    }
}
