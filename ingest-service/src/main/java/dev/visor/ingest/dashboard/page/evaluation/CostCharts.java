package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.ingest.dashboard.document.ReportDocument.Robustness;
import dev.visor.ingest.dashboard.document.ReportDocument.UnderCorruption;
import dev.visor.ingest.dashboard.page.Axis;
import dev.visor.ingest.dashboard.page.evaluation.LineChart.Layout;
import dev.visor.ingest.dashboard.page.evaluation.LineChart.Point;
import dev.visor.ingest.dashboard.page.evaluation.LineChart.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a variant loses under corruptions, and how its times are spread. */
final class CostCharts {
    private static final double SLOWEST_SHOWN = 0.99;

    private CostCharts() {}

    /** Times of single rounds, by name of the variant. */
    record Times(String name, List<Long> nanos) {}

    /** The share of rounds that is done within a time. */
    static LineChart latency(List<Times> variants) {
        List<List<Double>> sorted = variants.stream()
                .map(v -> v.nanos.stream().map(n -> n / 1e6).sorted().toList())
                .toList();
        double least = sorted.stream().mapToDouble(List::getFirst).min().orElse(0);
        // One round that waited for a disk would press all others into the left edge.
        double greatest = sorted.stream()
                .mapToDouble(s -> s.get((int) (SLOWEST_SHOWN * (s.size() - 1))))
                .max()
                .orElse(1);
        Layout layout = new Layout(Axis.covering(least, greatest, 0), LineChart.share());
        for (int v = 0; v < variants.size(); v++) {
            List<Double> times = sorted.get(v);
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < times.size(); i++) {
                points.add(new Point(times.get(i), (i + 1.0) / times.size()));
            }
            double median = times.get(times.size() / 2);
            layout.line(
                    variants.get(v).name,
                    v,
                    v > 0,
                    points,
                    List.of(new Told(
                            median,
                            0.5,
                            String.format(
                                    Locale.ROOT,
                                    "%s: half of the rounds within %.2f ms",
                                    variants.get(v).name,
                                    median))));
        }
        return layout.of("latency-spread", "Times of single inferences, one thread", "milliseconds", "share within");
    }

    /** AP by severity for each corruption, from the pictures as they are. */
    static LineChart robustness(Robustness robustness) {
        double greatest = robustness.corruptions().stream()
                .flatMap(c -> c.severities().stream())
                .mapToDouble(s -> s.ap())
                .reduce(robustness.cleanAp(), Math::max);
        Layout layout = new Layout(new Axis(0, 5, 1), Axis.covering(0, greatest, 0));
        List<UnderCorruption> corruptions = robustness.corruptions();
        for (int i = 0; i < corruptions.size(); i++) {
            UnderCorruption corruption = corruptions.get(i);
            List<Point> points = new ArrayList<>(List.of(new Point(0, Math.max(0, robustness.cleanAp()))));
            List<Told> told = new ArrayList<>();
            corruption.severities().stream().filter(s -> s.ap() >= 0).forEach(s -> {
                points.add(new Point(s.severity(), s.ap()));
                told.add(new Told(
                        s.severity(),
                        s.ap(),
                        String.format(
                                Locale.ROOT,
                                "%s, severity %d: AP %.3f",
                                corruption.corruption(),
                                s.severity(),
                                s.ap())));
            });
            layout.line(corruption.corruption().replace('-', ' '), i, i >= LineChart.LOOKS, points, told);
        }
        return layout.of("robustness", "AP by how bad the picture is made", "severity, 0 as it is", "AP");
    }
}
