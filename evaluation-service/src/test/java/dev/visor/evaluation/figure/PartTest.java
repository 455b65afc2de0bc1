package dev.visor.evaluation.figure;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.ClassAccuracy;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Olrp;
import dev.visor.evaluation.metric.Scene;
import dev.visor.evaluation.metric.VocAp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final Observations SCENE = Scene.random(3, 60, "car", "bus", "van");

    private final ObservedFigures figures = Shown.figures(SCENE, null);

    @Test
    void aClassAloneHasTheFigureThatItHasAmongOthers() {
        CocoSummary whole = CocoSummary.of(MatchTable.of(SCENE));
        VocAp voc = VocAp.of(SCENE);
        Olrp olrp = Olrp.of(SCENE);
        for (ClassAccuracy k : whole.perClass()) {
            Scope scope = Scope.of(SCENE.classes().get(k.classIndex()));
            assertThat(figures.value(Metric.AP, scope)).isEqualTo(k.ap());
            assertThat(figures.value(Metric.AP50, scope)).isEqualTo(k.ap50());
            assertThat(figures.value(Metric.AP75, scope)).isEqualTo(k.ap75());
            assertThat(figures.value(Metric.AR100, scope)).isEqualTo(k.ar100());
            assertThat(figures.instances(scope)).isEqualTo(k.instances());
            assertThat(figures.value(Metric.VOC_AP, scope))
                    .isEqualTo(voc.perClass().get(k.classIndex()).ap10());
            assertThat(figures.value(Metric.OLRP, scope))
                    .isEqualTo(olrp.perClass().get(k.classIndex()).olrp());
        }
    }

    @Test
    void apOfASizeIsCocosOwn() {
        CocoSummary whole = CocoSummary.of(MatchTable.of(SCENE));
        assertThat(figures.value(Metric.AP, new Scope(null, "size=small"))).isEqualTo(whole.apSmall());
        assertThat(figures.value(Metric.AP, new Scope(null, "size=medium"))).isEqualTo(whole.apMedium());
        assertThat(figures.value(Metric.AP, new Scope(null, "size=large"))).isEqualTo(whole.apLarge());
        assertThat(figures.value(Metric.AP_SMALL, new Scope(null, "size=small")))
                .as("small labels where they are small")
                .isEqualTo(whole.apSmall());
        assertThat(whole.apSmall()).isBetween(0.01, 0.99);
    }

    @Test
    void ap50OfASizeLeavesOutDetectionsOfOtherSizesThatFindNothing() {
        // The wide box covers the small label by 0.73, but a surer one has found it. Wrong, it would cost precision.
        Scene.Box small = box(0, 10, 10, 30, 30);
        Scene.Box wide = box(0, 10, 10, 40, 31);
        ObservedFigures shown = Shown.figures(
                Scene.of("car", "bus")
                        .picture(List.of(small), small.seen(0.9), wide.seen(0.8))
                        .picture(List.of(small), small.seen(0.7))
                        .observations(),
                null);
        for (Metric metric : List.of(Metric.AP, Metric.AP50, Metric.AP75)) {
            assertThat(shown.value(metric, new Scope(null, "size=small"))).isEqualTo(1);
            assertThat(shown.value(metric, new Scope("car", "size=small"))).isEqualTo(1);
            assertThat(shown.value(metric, Scope.WHOLE))
                    .as("it is wrong among all")
                    .isLessThan(1);
        }
    }

    @Test
    void ap50AndAp75OfASizeAreOfTheWholeMatchTable() {
        MatchTable table = MatchTable.of(SCENE);
        assertThat(figures.value(Metric.AP50, new Scope(null, "size=medium")))
                .isEqualTo(CocoSummary.precision(table, 2, 0, 1))
                .isBetween(0.01, 0.99);
        assertThat(figures.value(Metric.AP75, new Scope(null, "size=large")))
                .isEqualTo(CocoSummary.precision(table, 3, 5, 6));
    }

    @Test
    void picturesOfASliceAreObservationsOfTheirOwn() {
        List<Observation> rainy = new ArrayList<>();
        for (int i = 0; i < 60; i += 3) {
            rainy.add(SCENE.pictures().get(i));
        }
        CocoSummary alone = CocoSummary.of(MatchTable.of(new Observations(SCENE.classes(), rainy)));
        Scope rain = new Scope(null, "weather=rain");
        assertThat(figures.value(Metric.AP, rain)).isEqualTo(alone.ap());
        assertThat(figures.value(Metric.AP, new Scope("bus", "weather=rain")))
                .isEqualTo(alone.perClass().get(1).ap());
        Part.Chosen part = Part.of(SCENE, figures.exhibit().slices(), rain);
        assertThat(part.places()).hasSize(20).startsWith(0, 3, 6);
        assertThat(part.observations().pictures()).isEqualTo(rainy);
    }

    @Test
    void aSizeLeavesAloneWhatBelongsToNoOther() {
        Scene.Box small = box(0, 10, 10, 20, 20);
        Scene.Box large = box(0, 200, 200, 120, 120);
        Observations scene = Scene.of("car", "bus")
                .picture(
                        List.of(small, large),
                        small.seen(0.9),
                        large.seen(0.8),
                        // Too large for a small label, but it may find this one, as no bus may.
                        box(0, 5, 5, 33, 33).seen(0.7),
                        box(0, 10, 10, 33, 20).seen(0.6),
                        box(1, 10, 10, 33, 20).seen(0.6))
                .observations();
        ObservedFigures shown = Shown.figures(scene, null);
        Observation sized = Part.of(scene, shown.exhibit().slices(), new Scope(null, "size=small"))
                .observations()
                .pictures()
                .getFirst();
        assertThat(sized.labels().ignored()).containsExactly(false, true);
        assertThat(sized.sightings().scores()).containsExactly(0.9, 0.6, 0.6);
        assertThat(shown.value(Metric.RECALL, new Scope(null, "size=small"))).isEqualTo(1);
        assertThat(shown.value(Metric.MISSED, new Scope("car", "size=large"))).isZero();
        assertThat(shown.value(Metric.AP50, new Scope("car", "size=medium")))
                .as("no label is of medium size")
                .isEqualTo(-1);
    }

    @Test
    void theWholeIsNotChangedByItsParts() {
        Observations before = Scene.random(3, 60, "car", "bus", "van");
        figures.slices().forEach(s -> figures.value(Metric.RECALL, new Scope("van", s)));
        for (int i = 0; i < 60; i++) {
            assertThat(SCENE.pictures().get(i).labels().classes())
                    .isEqualTo(before.pictures().get(i).labels().classes());
            assertThat(SCENE.pictures().get(i).labels().ignored())
                    .isEqualTo(before.pictures().get(i).labels().ignored());
        }
    }
}
