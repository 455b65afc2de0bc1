package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.dashboard.page.ScatterLayout.Line;
import dev.visor.ingest.dashboard.page.ScatterLayout.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScatterLayoutTest {
    @Test
    void pointsAndLimitsLieWithinTheAxes() {
        Scatter scatter = layOut(
                List.of(point(0.48, 0.6012, "int8"), point(1.0, 0.6071, "baseline"), point(3.0, 0.0, "dead")),
                List.of(new Line(true, 1.05, "latency"), new Line(false, 0.5971, "drop")));
        assertThat(scatter.marks()).allSatisfy(mark -> {
            assertThat(mark.x()).isBetween(scatter.left(), scatter.right());
            assertThat(mark.y()).isBetween(scatter.top(), scatter.bottom());
        });
        assertThat(scatter.limits().get(0).position()).isBetween(scatter.left(), scatter.right());
        assertThat(scatter.limits().get(1).position()).isBetween(scatter.top(), scatter.bottom());
    }

    @Test
    void betterIsHigherAndSlowerIsFurtherRight() {
        Scatter scatter = layOut(List.of(point(0.5, 0.6, "a"), point(1.0, 0.7, "b")), List.of());
        assertThat(scatter.marks()).extracting(Scatter.Mark::label).containsExactly("b", "a");
        assertThat(scatter.marks().get(0).y()).isLessThan(scatter.marks().get(1).y());
        assertThat(scatter.marks().get(0).x())
                .isGreaterThan(scatter.marks().get(1).x());
    }

    @Test
    void labelsOfVariantsThatCoincideDoNotCoverEachOther() {
        List<Point> same = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            same.add(point(1, 0.6, "variant-" + i));
        }
        Scatter scatter = layOut(same, List.of());
        assertThat(scatter.marks().stream().map(m -> m.anchor() + m.labelY()).distinct())
                .hasSize(6);
    }

    @Test
    void oneSinglePointHasAnAxisToo() {
        Scatter scatter = layOut(List.of(point(0, 0, "only")), List.of());
        assertThat(scatter.xTicks()).hasSizeGreaterThan(1);
        assertThat(scatter.marks().getFirst().x()).isFinite();
    }

    private static Scatter layOut(List<Point> points, List<Line> lines) {
        return new ScatterLayout(points, lines).layOut("id", "title", "x", "y");
    }

    private static Point point(double x, double y, String label) {
        return new Point(x, y, "pass", false, label, label);
    }
}
