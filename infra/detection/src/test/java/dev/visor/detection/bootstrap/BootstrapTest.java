package dev.visor.detection.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.RandomScenes;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final double EXACT = 1e-12;
    private static final int PICTURES = 40;

    @Test
    void isWhatTheTableOfRepeatedPicturesGives() {
        for (int seed = 1; seed <= 5; seed++) {
            Observations scenes = RandomScenes.withoutTies(seed, 3, PICTURES);
            Resampling draws = new Resampling(Units.pictures(PICTURES), 20, seed);
            Replicates replicates = Bootstrap.of(MatchTable.of(scenes), draws);
            for (int r = 0; r < draws.replicates(); r++) {
                check(replicates, r, CocoSummary.of(MatchTable.of(repeated(scenes, draws.weights(r)))), seed);
            }
        }
    }

    private static Observations repeated(Observations scenes, int[] weights) {
        List<Observation> pictures = new ArrayList<>();
        for (int p = 0; p < weights.length; p++) {
            pictures.addAll(Collections.nCopies(weights[p], scenes.pictures().get(p)));
        }
        return new Observations(scenes.classes(), pictures);
    }

    private static void check(Replicates replicates, int r, CocoSummary expected, int seed) {
        double[] stats = expected.stats();
        double[] figures = {stats[0], stats[1], stats[2], stats[3], stats[4], stats[5], stats[8]};
        for (Figure figure : Figure.SUMMARY) {
            assertThat(orMinusOne(replicates.overall(figure).replicates()[r]))
                    .as("%s of replicate %d, seed %d", figure, r, seed)
                    .isCloseTo(figures[figure.ordinal()], within(EXACT));
        }
        expected.perClass().forEach(k -> {
            assertThat(orMinusOne(replicates.ofClass(k.classIndex(), Figure.AP).replicates()[r]))
                    .isCloseTo(k.ap(), within(EXACT));
            assertThat(orMinusOne(
                            replicates.ofClass(k.classIndex(), Figure.AR100).replicates()[r]))
                    .isCloseTo(k.ar100(), within(EXACT));
        });
    }

    private static double orMinusOne(double value) {
        return Double.isNaN(value) ? -1 : value;
    }

    @Test
    void estimatesToTheBitWhatTheSummarySays() {
        MatchTable table = MatchTable.of(RandomScenes.withTies(9, 4, PICTURES));
        Replicates replicates = Bootstrap.of(table, new Resampling(Units.pictures(PICTURES), 1, 7));
        CocoSummary summary = CocoSummary.of(table);
        assertThat(replicates.overall(Figure.AP).estimate()).isEqualTo(summary.ap());
        assertThat(replicates.overall(Figure.AP75).estimate()).isEqualTo(summary.ap75());
        assertThat(replicates.overall(Figure.AP_LARGE).estimate()).isEqualTo(summary.apLarge());
        assertThat(replicates.overall(Figure.AR100).estimate()).isEqualTo(summary.ar100());
        assertThat(replicates.ofClass(1, Figure.AP50).estimate())
                .isEqualTo(summary.perClass().get(1).ap50());
    }

    @Test
    void everyFigureIsEstimatedToTheBitAsTheTableHasIt() {
        MatchTable table = MatchTable.of(RandomScenes.withTies(9, 4, PICTURES));
        BitSet all = new BitSet();
        all.set(0, PICTURES);
        Replicates replicates =
                Bootstrap.of(table, new Resampling(Units.pictures(PICTURES), 1, 7), EnumSet.allOf(Figure.class), all);
        for (Figure figure : Figure.values()) {
            assertThat(orMinusOne(replicates.overall(figure).estimate()))
                    .as("%s", figure)
                    .isEqualTo(figure.of(table));
        }
        assertThat(Figure.AP_SMALL.of(table)).isEqualTo(CocoSummary.of(table).apSmall());
        assertThat(Figure.AP50_SMALL.of(table)).isGreaterThan(Figure.AP75_SMALL.of(table));
    }

    @Test
    void isTheSameOnAnyNumberOfThreads() throws Exception {
        MatchTable table = MatchTable.of(RandomScenes.withTies(3, 4, PICTURES));
        Resampling draws = new Resampling(Units.pictures(PICTURES), 100, 7);
        try (ForkJoinPool alone = new ForkJoinPool(1);
                ForkJoinPool many = new ForkJoinPool(5)) {
            assertThat(alone.submit(() -> Bootstrap.of(table, draws)
                                    .overall(Figure.AP)
                                    .replicates())
                            .get())
                    .isEqualTo(many.submit(() -> Bootstrap.of(table, draws)
                                    .overall(Figure.AP)
                                    .replicates())
                            .get());
        }
    }

    @Test
    void ofASliceIsThatOfItsPicturesAlone() {
        Observations scenes = RandomScenes.withoutTies(5, 3, PICTURES);
        BitSet slice = new BitSet();
        slice.set(10, 25);
        Resampling draws = new Resampling(Units.pictures(PICTURES), 10, 7);
        Samples ap = Bootstrap.of(MatchTable.of(scenes), draws, EnumSet.of(Figure.AP), slice)
                .overall(Figure.AP);
        for (int r = 0; r < draws.replicates(); r++) {
            int[] weights = draws.weights(r);
            for (int p = 0; p < weights.length; p++) {
                weights[p] = slice.get(p) ? weights[p] : 0;
            }
            double expected =
                    CocoSummary.of(MatchTable.of(repeated(scenes, weights))).ap();
            assertThat(ap.replicates()[r]).isCloseTo(expected, within(EXACT));
        }
    }

    @Test
    void countsReplicatesThatLoseAClassAndLeavesItOutOfTheirMean() {
        // Class 1 is in the last of three pictures only, and never found; class 0 always is.
        Observation found = picture(0, true);
        MatchTable table =
                MatchTable.of(new Observations(List.of("helmet", "bare"), List.of(found, found, picture(1, false))));
        Resampling draws = new Resampling(Units.pictures(3), 200, 7);
        Replicates replicates = Bootstrap.of(table, draws);
        int lost = 0;
        for (int r = 0; r < 200; r++) {
            int weight = draws.weights(r)[2];
            lost += weight == 0 || weight == 3 ? 1 : 0;
            double ap = replicates.overall(Figure.AP).replicates()[r];
            assertThat(ap).isCloseTo(weight == 0 ? 1 : weight == 3 ? 0 : 0.5, within(EXACT));
        }
        assertThat(replicates.overall(Figure.AP).replicatesWithoutClass()).isEqualTo(lost);
        int bare = replicates.ofClass(1, Figure.AP).replicatesWithoutClass();
        int helmet = replicates.ofClass(0, Figure.AP).replicatesWithoutClass();
        assertThat(bare + helmet).isEqualTo(lost);
        assertThat(replicates.overall(Figure.AP_SMALL).replicatesWithoutClass()).isZero();
        assertThat(replicates.overall(Figure.AP_SMALL).estimate()).isNaN();
    }

    private static Observation picture(int k, boolean seen) {
        double[] box = {10, 10, 50, 50};
        return new Observation(
                new Labels(new int[] {k}, box, new double[] {2500}, new boolean[1], new boolean[1]),
                seen ? new Sightings(new int[] {k}, box, new double[] {0.9}) : Sightings.NONE);
    }

    @Test
    void refusesATableOfMorePicturesThanAreDrawnFrom() {
        MatchTable table = MatchTable.of(RandomScenes.withTies(3, 2, PICTURES));
        assertThatThrownBy(() -> Bootstrap.of(table, new Resampling(Units.pictures(10), 5, 7)))
                .hasMessageContaining("only 10 are drawn from");
    }

    @Test
    void leavesFiguresThatWereNotAskedForOut() {
        MatchTable table = MatchTable.of(RandomScenes.withTies(3, 2, PICTURES));
        BitSet all = new BitSet();
        all.set(0, PICTURES);
        Replicates replicates =
                Bootstrap.of(table, new Resampling(Units.pictures(PICTURES), 5, 7), EnumSet.of(Figure.AP50), all);
        assertThat(replicates.overall(Figure.AP50).estimate()).isBetween(0.0, 1.0);
        assertThatThrownBy(() -> replicates.overall(Figure.AP)).hasMessageContaining("AP wasn't resampled");
    }
}
