package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.ingest.dashboard.page.CurveChart.Curve;
import dev.visor.ingest.dashboard.page.CurveChart.Mark;
import dev.visor.ingest.dashboard.page.Scatter.Limit;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import dev.visor.ingest.dashboard.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Accuracy of an experiment's points against multiply–accumulates, time and download, a line a sweep. */
final class ExperimentCharts {
    private final ExperimentChanged experiment;
    private final List<Place> places = new ArrayList<>();
    private final boolean ap50;

    /** @param ap50 whether AP50 is drawn, else AP */
    ExperimentCharts(ExperimentChanged experiment, boolean ap50) {
        this.experiment = experiment;
        this.ap50 = ap50;
        for (int i = 0; i < experiment.sweeps().size(); i++) {
            CurveSweep sweep = experiment.sweeps().get(i);
            for (CurvePoint point : experiment.points()) {
                CurveFigures figures = point.figures();
                if (figures != null && point.sweep().equals(sweep.label())) {
                    places.add(new Place(i, sweep, point, figures));
                }
            }
        }
    }

    /** A point that has figures. */
    private record Place(int sweep, CurveSweep is, CurvePoint point, CurveFigures figures) {}

    /** All three; none before anything was measured. */
    List<CurveChart> charts() {
        CurveFigures upload = experiment.upload();
        if (upload == null || places.isEmpty()) {
            return List.of();
        }
        boolean large = upload.macs() >= 1_000_000_000;
        return List.of(
                chart(
                        upload,
                        "macs",
                        "multiply–accumulates",
                        large ? "multiply–accumulates, G" : "multiply–accumulates, M",
                        f -> f.macs() / (large ? 1e9 : 1e6)),
                chart(upload, "time", "time", "processor time, × upload", CurveFigures::timeRatio),
                chart(upload, "download", "download", "download, MB", f -> f.downloadBytes() / 1e6));
    }

    private CurveChart chart(
            CurveFigures upload, String id, String against, String xLabel, ToDoubleFunction<CurveFigures> cost) {
        String yLabel = ap50 ? "AP50" : "AP";
        Axis x = axis(upload, cost);
        Axis y = axis(upload, this::accuracy);
        LabelPlaces labels = new LabelPlaces();
        places.forEach(p ->
                labels.keepFree(Scatter.x(x, cost.applyAsDouble(p.figures())), Scatter.y(y, accuracy(p.figures()))));
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < experiment.sweeps().size(); i++) {
            curves.add(curve(i, x, y, labels, cost));
        }
        return new CurveChart(
                id,
                yLabel + " against " + against,
                xLabel,
                yLabel,
                x.ticks().stream()
                        .map(v -> new Tick(Scatter.x(x, v), x.label(v)))
                        .toList(),
                y.ticks().stream()
                        .map(v -> new Tick(Scatter.y(y, v), y.label(v)))
                        .toList(),
                List.of(
                        new Limit(false, Scatter.y(y, accuracy(upload)), "upload " + Words.accuracy(accuracy(upload))),
                        new Limit(true, Scatter.x(x, cost.applyAsDouble(upload)), "upload")),
                curves);
    }

    private Curve curve(int sweep, Axis x, Axis y, LabelPlaces labels, ToDoubleFunction<CurveFigures> cost) {
        int look = sweep % CurveChart.LOOKS;
        List<Mark> marks = new ArrayList<>();
        List<String> line = new ArrayList<>();
        places.stream()
                .filter(p -> p.sweep() == sweep)
                .sorted(Comparator.comparingDouble(p -> cost.applyAsDouble(p.figures())))
                .forEach(p -> {
                    double px = Scatter.x(x, cost.applyAsDouble(p.figures()));
                    double py = Scatter.y(y, accuracy(p.figures()));
                    String value = PageWords.plain(p.point().value());
                    LabelPlaces.Place at = labels.of(value, px, py);
                    line.add(px + "," + py);
                    marks.add(new Mark(
                            CurveChart.shape(look, px, py),
                            front(p.figures(), cost),
                            at.free() ? value : "",
                            at.x(),
                            at.y(),
                            at.anchor(),
                            words(p)));
                });
        return new Curve(look, line.stream().collect(Collectors.joining(" ")), marks);
    }

    /** Whether nothing, the upload included, costs no more and is as accurate, one of both being better. */
    private boolean front(CurveFigures figures, ToDoubleFunction<CurveFigures> cost) {
        double own = cost.applyAsDouble(figures);
        double accuracy = accuracy(figures);
        CurveFigures upload = experiment.upload();
        List<CurveFigures> others =
                new ArrayList<>(places.stream().map(Place::figures).toList());
        if (upload != null) {
            others.add(upload);
        }
        return others.stream().noneMatch(o -> {
            double theirs = cost.applyAsDouble(o);
            return theirs <= own && accuracy(o) >= accuracy && (theirs < own || accuracy(o) > accuracy);
        });
    }

    private Axis axis(CurveFigures upload, ToDoubleFunction<CurveFigures> value) {
        double[] values = DoubleStream.concat(
                        DoubleStream.of(value.applyAsDouble(upload)),
                        places.stream().mapToDouble(p -> value.applyAsDouble(p.figures())))
                .sorted()
                .toArray();
        return Axis.covering(values[0], values[values.length - 1], 0);
    }

    private double accuracy(CurveFigures figures) {
        return Math.max(0, ap50 ? figures.ap50() : figures.ap());
    }

    private static String words(Place place) {
        CurveFigures f = place.figures();
        return "%s, %s %s: AP %s, AP50 %s, %s multiply–accumulates, %s of the upload's time, %s download"
                .formatted(
                        place.is().label(),
                        place.is().vary(),
                        PageWords.plain(place.point().value()),
                        Words.accuracy(f.ap()),
                        Words.accuracy(f.ap50()),
                        Words.magnitude(f.macs()),
                        Words.ratio(f.timeRatio()),
                        Words.bytes(f.downloadBytes()));
    }
}
