package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.ingest.dashboard.document.Calibration;
import dev.visor.ingest.dashboard.document.Curve;
import dev.visor.ingest.dashboard.page.evaluation.LineChart.Layout;
import dev.visor.ingest.dashboard.page.evaluation.LineChart.Point;
import dev.visor.ingest.dashboard.page.evaluation.LineChart.Told;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Curves of one variant, or of two over each other: the second's are dashed. */
final class Curves {
    /** A drawing with more lines can't be read. */
    private static final int MOST_CLASSES = 8;

    private Curves() {}

    /**
     * A variant's curves.
     *
     * @param name of the variant; empty if it is alone
     * @param operating what each class reaches at its threshold, in the order of the curves
     */
    record Of(String name, List<Curve> curves, List<Curve.Point> operating) {}

    static LineChart precisionRecall(List<Of> variants) {
        return chart(
                variants,
                Curve.Point::recall,
                Curve.Point::precision,
                "precision-recall",
                "Precision against recall",
                "recall",
                "precision");
    }

    static LineChart f1(List<Of> variants) {
        return chart(
                variants,
                Curve.Point::threshold,
                Curve.Point::f1,
                "f1",
                "F1 against the score from which on detections are reported",
                "least score",
                "F1");
    }

    private static LineChart chart(
            List<Of> variants,
            ToDoubleFunction<Curve.Point> x,
            ToDoubleFunction<Curve.Point> y,
            String id,
            String title,
            String xLabel,
            String yLabel) {
        Layout layout = new Layout(LineChart.share(), LineChart.share());
        List<Integer> shown = most(variants.getFirst().curves);
        for (int look = 0; look < shown.size(); look++) {
            int k = shown.get(look);
            for (int v = 0; v < variants.size(); v++) {
                Of of = variants.get(v);
                Curve curve = of.curves.get(k);
                Curve.Point at = of.operating.get(k);
                String name = curve.className() + (of.name.isEmpty() ? "" : ", " + of.name);
                layout.line(
                        name,
                        look,
                        v > 0,
                        curve.points().stream()
                                .filter(p -> x.applyAsDouble(p) >= 0 && y.applyAsDouble(p) >= 0)
                                .map(p -> new Point(x.applyAsDouble(p), y.applyAsDouble(p)))
                                .toList(),
                        x.applyAsDouble(at) < 0 || y.applyAsDouble(at) < 0
                                ? List.of()
                                : List.of(new Told(x.applyAsDouble(at), y.applyAsDouble(at), words(name, at))));
            }
        }
        int left = variants.getFirst().curves.size() - shown.size();
        return layout.of(
                id,
                title + (left == 0 ? "" : ", the %d classes with the most labels".formatted(shown.size())),
                xLabel,
                yLabel);
    }

    private static List<Integer> most(List<Curve> curves) {
        return IntStream.range(0, curves.size())
                .boxed()
                .filter(k -> curves.get(k).instances() > 0)
                .sorted(Comparator.comparing(k -> -curves.get(k).instances()))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
    }

    private static String words(String name, Curve.Point at) {
        return String.format(
                Locale.ROOT,
                "%s from a score of %.3f on: precision %.3f, recall %.3f, F1 %.3f",
                name,
                at.threshold(),
                at.precision(),
                at.recall(),
                at.f1());
    }

    /** Share of detections that is right against their score; on the diagonal they are the same. */
    static LineChart reliability(Calibration calibration) {
        List<Calibration.Bin> bins = calibration.overall().bins().stream()
                .filter(b -> b.detections() > 0)
                .toList();
        return new Layout(LineChart.share(), LineChart.share())
                .line("as sure as right", 5, true, List.of(new Point(0, 0), new Point(1, 1)), List.of())
                .line(
                        "detections in bins of score",
                        0,
                        false,
                        bins.stream()
                                .map(b -> new Point(b.meanScore(), b.precision()))
                                .toList(),
                        bins.stream()
                                .map(b -> new Told(
                                        b.meanScore(),
                                        b.precision(),
                                        String.format(
                                                Locale.ROOT,
                                                "%,d detections of a mean score of %.2f: %.0f %% are right",
                                                b.detections(),
                                                b.meanScore(),
                                                b.precision() * 100)))
                                .toList())
                .of("reliability", "How sure it says it is, and how often it is right", "score", "share that is right");
    }
}
