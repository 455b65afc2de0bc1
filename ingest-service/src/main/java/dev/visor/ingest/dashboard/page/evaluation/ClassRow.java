package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.policy.Metric;
import dev.visor.ingest.dashboard.document.Curve;
import dev.visor.ingest.dashboard.document.ReportDocument;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A class as the page of an evaluation shows it; −1 where there is nothing to measure.
 *
 * @param name the class
 * @param instances labelled boxes
 * @param doubt what so few labels say; empty for enough
 * @param ap over IoUs
 * @param ap50 at IoU 0.5
 * @param at what is reached at its threshold
 * @param missed labels a picture
 * @param falseAlarms a picture
 */
public record ClassRow(
        String name,
        int instances,
        String doubt,
        double ap,
        double ap50,
        Curve.Point at,
        double missed,
        double falseAlarms) {
    static List<ClassRow> of(ReportDocument report) {
        return IntStream.range(0, report.curves().size())
                .mapToObj(k -> {
                    Curve curve = report.curves().get(k);
                    String name = curve.className();
                    return new ClassRow(
                            name,
                            curve.instances(),
                            SliceCharts.doubt(curve.instances()).replaceFirst(", ", ""),
                            figure(report, Metric.AP, name),
                            figure(report, Metric.AP50, name),
                            report.thresholds().perClass().get(k).fitted(),
                            figure(report, Metric.MISSED, name),
                            figure(report, Metric.FALSE_ALARMS, name));
                })
                .toList();
    }

    private static double figure(ReportDocument report, Metric metric, String className) {
        return report.figures().stream()
                .filter(f -> f.metric() == metric && className.equals(f.className()) && f.slice() == null)
                .mapToDouble(ReportDocument.Figure::value)
                .findFirst()
                .orElse(-1);
    }
}
