package dev.visor.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservedFiguresTest {
    private static final Observations PARENT = Scene.random(11, 60, "car", "bus");
    private static final Observations SCENE = Shown.worse(PARENT);
    private static final ObservedFigures FIGURES = Shown.figures(SCENE, PARENT);

    /** All scopes that a metric has figures of. */
    static List<Scope> scopes(Metric metric, ObservedFigures figures) {
        List<Scope> scopes = new ArrayList<>(List.of(Scope.WHOLE));
        if (metric.isPerClass()) {
            figures.classes().forEach(c -> scopes.add(Scope.of(c)));
        }
        if (metric.isPerSlice()) {
            figures.slices().forEach(s -> scopes.add(new Scope(null, s)));
        }
        if (metric.isPerClass() && metric.isPerSlice()) {
            figures.classes().forEach(c -> figures.slices().forEach(s -> scopes.add(new Scope(c, s))));
        }
        return scopes;
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricHasAFigureInItsRange(Metric metric) {
        for (Scope scope : scopes(metric, FIGURES)) {
            double value = FIGURES.value(metric, scope);
            if (value == -1 && !scope.equals(Scope.WHOLE)) {
                continue;
            }
            switch (metric.unit()) {
                case FRACTION -> assertThat(value).as("%s", scope).isBetween(0.0, 1.0);
                case PER_PICTURE -> assertThat(value).as("%s", scope).isBetween(0.0, 100.0);
                case MILLIS, BYTES -> assertThat(value).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aFigureThatIsNotMeasuredIsNoFigure(Metric metric) {
        Exhibit bare = new Exhibit(
                SCENE,
                new double[] {0.5, 0.5},
                Slices.of(List.of()),
                FIGURES.exhibit().resampling(),
                null,
                new CostFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN),
                null,
                null,
                null);
        double value = new ObservedFigures(bare).value(metric, Scope.WHOLE);
        if (metric.isPerSlice()) {
            assertThat(value).isNotNaN();
        } else {
            assertThat(value).isNaN();
        }
    }

    @Test
    void withoutLabelsAccuracyIsMinusOneAndNotZero() {
        ObservedFigures none = Shown.figures(
                Scene.of("car").picture(List.of()).picture(List.of()).observations(), null);
        for (Metric metric : List.of(Metric.AP, Metric.AP50, Metric.AR100, Metric.RECALL, Metric.F1, Metric.OLRP)) {
            assertThat(none.value(metric, Scope.WHOLE)).as(metric.word()).isEqualTo(-1);
        }
        assertThat(none.value(Metric.FALSE_ALARMS, Scope.WHOLE)).isZero();
        assertThat(none.instances(Scope.WHOLE)).isZero();
    }

    @Test
    void theFigureOfTheUploadedFileFlipsNowhere() {
        assertThat(Shown.figures(PARENT, null).value(Metric.FLIP_RATE, Scope.WHOLE))
                .isZero();
        assertThat(Shown.figures(PARENT, PARENT).value(Metric.FLIP_RATE, Scope.WHOLE))
                .isZero();
        assertThat(FIGURES.value(Metric.FLIP_RATE, Scope.WHOLE)).isPositive();
        assertThat(FIGURES.value(Metric.FLIP_RATE, new Scope(null, "size=small")))
                .isPositive();
    }

    @Test
    void aReportHasEveryFigureOfTheWholeAndEachClassAndTheMainOnesOfSlices() {
        List<FigureRow> rows = FigureRow.all(FIGURES);
        CocoSummary coco = CocoSummary.of(MatchTable.of(SCENE));
        assertThat(rows)
                .contains(new FigureRow(Metric.AP, null, null, coco.ap(), FIGURES.instances(Scope.WHOLE)))
                .anyMatch(r -> r.metric() == Metric.AP && "weather=rain".equals(r.slice()))
                .anyMatch(r -> r.metric() == Metric.OLRP && "bus".equals(r.className()))
                .noneMatch(r -> r.metric() == Metric.SIZE);
        assertThat(rows).doesNotHaveDuplicates().isEqualTo(FigureRow.all(Shown.figures(SCENE, PARENT)));
    }

    @Test
    void figuresOfASizeRestOnTheLabelsOfThatSizeAsSlicesOfItDo() {
        for (String size : List.of("small", "medium", "large")) {
            Metric ap = Metric.parse("ap-" + size);
            Scope slice = new Scope(null, "size=" + size);
            assertThat(FIGURES.labels(ap, Scope.WHOLE)).isEqualTo(FIGURES.labels(Metric.AP, slice));
            assertThat(FIGURES.instances(ap, Scope.of("bus")))
                    .isEqualTo(FIGURES.instances(new Scope("bus", "size=" + size)))
                    .isLessThan(FIGURES.instances(Scope.of("bus")));
            assertThat(FigureRow.all(FIGURES))
                    .contains(new FigureRow(
                            ap,
                            "bus",
                            null,
                            FIGURES.value(ap, Scope.of("bus")),
                            FIGURES.instances(ap, Scope.of("bus"))));
        }
    }

    @Test
    void labelsAreCountedWhereAFigureWasMeasured() {
        Scope rain = new Scope(null, "weather=rain");
        assertThat(FIGURES.labels(Metric.AP, rain)).containsOnlyKeys("car", "bus");
        assertThat(FIGURES.instances(Metric.AP, rain)).isEqualTo(FIGURES.instances(rain));
        assertThat(FIGURES.labels(Metric.RELATIVE_ROBUSTNESS, Scope.WHOLE)).containsExactly(Map.entry("corrupted", 70));
        assertThat(FIGURES.labels(Metric.CROSS_DOMAIN_AP, Scope.WHOLE)).containsExactly(Map.entry("elsewhere", 3));
    }

    @Test
    void whatCostsIsNotOfAPart() {
        assertThat(FIGURES.value(Metric.LATENCY_P50, Scope.of("bus"))).isEqualTo(12);
        assertThatThrownBy(() -> FIGURES.part(Scope.WHOLE).value(Metric.SIZE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
