package dev.visor.ingest.dashboard.page.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.policy.Metric;
import dev.visor.ingest.dashboard.document.ComparisonDocument;
import dev.visor.ingest.dashboard.document.Confusion;
import dev.visor.ingest.dashboard.document.Curve;
import dev.visor.ingest.dashboard.document.ReportDocument;
import dev.visor.ingest.dashboard.document.Tide;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final Tide TIDE =
            new Tide(0.8, new Tide.Gains(0.01, 0.05, 0, 0, 0.02, 0.1), new Tide.Counts(1, 5, 0, 0, 2, 9));

    @Test
    void curvesOfTwoVariantsShareAColourByClassAndDifferByTheirDashes() {
        LineChart chart = Curves.precisionRecall(List.of(of("baseline", 2), of("int8", 2)));
        assertThat(chart.lines()).extracting(LineChart.Line::look).containsExactly(0, 0, 1, 1);
        assertThat(chart.lines()).extracting(LineChart.Line::dashed).containsExactly(false, true, false, true);
        assertThat(chart.lines().getFirst().name()).isEqualTo("class-0, baseline");
        assertThat(chart.lines().getFirst().marks()).hasSize(1);
        assertThat(chart.lines()).allSatisfy(line -> {
            for (String point : line.points().split(" ")) {
                double x = Double.parseDouble(point.split(",")[0]);
                double y = Double.parseDouble(point.split(",")[1]);
                assertThat(x).isBetween(chart.left(), chart.right());
                assertThat(y).isBetween(chart.top(), chart.bottom());
            }
        });
    }

    @Test
    void ofManyClassesThoseWithTheMostLabelsAreDrawn() {
        LineChart chart = Curves.f1(List.of(of("", 20)));
        assertThat(chart.lines()).hasSize(8);
        assertThat(chart.title()).contains("the 8 classes with the most labels");
        assertThat(chart.lines().getLast().name()).isEqualTo("class-19");
    }

    @Test
    void aClassWithoutLabelsHasNoCurve() {
        Curve none = new Curve("nobody", 0, List.of());
        assertThat(Curves.f1(List.of(new Curves.Of("", List.of(none), List.of(point(0.5, -1)))))
                        .lines())
                .isEmpty();
    }

    @Test
    void whatIsWorseIsARedBarToTheRight() {
        RowChart chart = ErrorCharts.difference(
                new Tide(0, new Tide.Gains(0, 0.03, 0, 0, -0.01, 0), new Tide.Counts(0, 4, 0, 0, -3, 0)), "the upload");
        RowChart.Mark worse = chart.rows().get(1).marks().getFirst();
        RowChart.Mark better = chart.rows().get(4).marks().getFirst();
        assertThat(worse.look()).isEqualTo("bad");
        assertThat(better.look()).isEqualTo("good");
        assertThat(worse.x()).isEqualTo(chart.line());
        assertThat(better.x() + better.width()).isEqualTo(chart.line());
        assertThat(worse.width()).isGreaterThan(better.width());
        assertThat(chart.rows().get(4).words()).contains("−1.00 points of AP50, −3 errors");
    }

    @Test
    void errorsThatCostNothingHaveBarsOfNoWidth() {
        RowChart chart = ErrorCharts.costs(
                new Tide(1, new Tide.Gains(0, 0, 0, 0, 0, 0), new Tide.Counts(0, 0, 0, 0, 0, 0)), "", null, "");
        assertThat(chart.rows())
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.marks().getFirst().width()).isZero());
        assertThat(ErrorCharts.costs(TIDE, "a", TIDE, "b").rows())
                .allSatisfy(row -> assertThat(row.marks()).hasSize(2));
    }

    @Test
    void slicesOfFewLabelsAreFaint() {
        List<ReportDocument.Figure> figures = List.of(
                new ReportDocument.Figure(Metric.AP, null, null, 0.5, 100),
                new ReportDocument.Figure(Metric.AP, null, "weather=dry", 0.6, 80),
                new ReportDocument.Figure(Metric.AP, null, "weather=rain", 0.3, 9));
        RowChart chart = SliceCharts.values(figures, Metric.AP).orElseThrow();
        assertThat(chart.rows()).extracting(RowChart.Row::faint).containsExactly(false, true);
        assertThat(chart.rows().get(1).words()).contains("too few to tell");
        assertThat(chart.line()).isNotNull();
        assertThat(SliceCharts.values(figures.subList(0, 1), Metric.AP)).isEmpty();
    }

    @Test
    void differencesAreColouredOnlyWhereTheirIntervalIsOnOneSideOfNothing() {
        List<ComparisonDocument.Figure> figures = List.of(
                difference(Metric.AP, "a=1", -0.1, -0.15, -0.05),
                difference(Metric.AP, "a=2", -0.1, -0.25, 0.05),
                difference(Metric.AP, "a=3", 0.1, 0.05, 0.15));
        RowChart chart = SliceCharts.differences(figures, Metric.AP).orElseThrow();
        assertThat(chart.rows()).extracting(r -> r.marks().getFirst().look()).containsExactly("bad", "quiet", "good");
        assertThat(difference(Metric.MISSED, "a=1", 0.1, 0.05, 0.15).isWorse()).isTrue();
    }

    @Test
    void equalVariantsHaveDifferencesInTheMiddle() {
        RowChart chart = SliceCharts.differences(List.of(difference(Metric.AP, "a=1", 0, 0, 0)), Metric.AP)
                .orElseThrow();
        assertThat(chart.rows().getFirst().marks().getFirst().x()).isEqualTo(chart.line());
    }

    @Test
    void oneSlowRoundDoesNotPressTheOthersTogether() {
        List<Long> times = LongStream.range(0, 200)
                .map(i -> i == 7 ? 900_000_000 : 10_000_000 + i * 1000)
                .boxed()
                .toList();
        LineChart chart = CostCharts.latency(List.of(new CostCharts.Times("int8", times)));
        assertThat(Double.parseDouble(chart.xTicks().getLast().label())).isLessThan(12);
    }

    @Test
    void confusionsAreHotByTheirShareOfTheRow() {
        ConfusionTable table = ConfusionTable.of(new Confusion(
                List.of("with", "100 %"), new int[][] {{90, 0, 10}, {5, 5, 0}, {3, 0, 0}}));
        assertThat(table.columns()).containsExactly("with", "100 %", "background");
        assertThat(table.rows().getFirst().cells())
                .extracting(ConfusionTable.Cell::heat)
                .containsExactly(5, 0, 1);
        assertThat(table.rows().getFirst().cells().get(2).words()).isEqualTo("10 of with missed, 10.0 %");
        assertThat(table.rows().getFirst().cells().get(1).words()).isEqualTo("0 of with reported as 100 %, 0.0 %");
        assertThat(table.rows().get(2).cells().getFirst().words()).isEqualTo("3 reports of with where nothing is");
        assertThat(table.rows().get(2).cells().get(2).text()).isEmpty();
    }

    private static ComparisonDocument.Figure difference(
            Metric metric, String slice, double difference, double low, double high) {
        return new ComparisonDocument.Figure(
                metric, null, slice, 0.5, 0.5 + difference, difference, low, high, 0.5, 100);
    }

    private static Curves.Of of(String name, int classes) {
        return new Curves.Of(
                name,
                IntStream.range(0, classes)
                        .mapToObj(k -> new Curve(
                                "class-" + k,
                                10 + k,
                                IntStream.rangeClosed(1, 9)
                                        .mapToObj(i -> point(i / 10.0, i / 10.0))
                                        .toList()))
                        .toList(),
                IntStream.range(0, classes).mapToObj(k -> point(0.4, 0.6)).toList());
    }

    private static Curve.Point point(double threshold, double value) {
        return new Curve.Point(threshold, 1, 1, 1, value, value, value);
    }
}
