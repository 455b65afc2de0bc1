package dev.visor.compression.experiment;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An experiment for people.
 *
 * @param id by its content
 * @param name for people
 * @param model what is worked on
 * @param version of it
 * @param state {@code WAITING}, {@code RUNNING} or {@code DONE} when every point has ended
 * @param measuredOn in words: accuracies compare with each other, not with a verdict's
 * @param done points that have ended
 * @param total all points
 * @param upload figures of the uploaded file, null until they are measured
 * @param sweeps the curves
 * @param points of all curves, in the order in which they are taken; absent in lists
 * @param createdAt when it was accepted
 * @param changedAt when it last changed
 */
record ExperimentAnswer(
        String id,
        String name,
        String model,
        int version,
        String state,
        String measuredOn,
        int done,
        int total,
        @Nullable CurveFigures upload,
        List<CurveSweep> sweeps,
        @Nullable List<Point> points,
        Instant createdAt,
        Instant changedAt) {

    /**
     * One value of a sweep.
     *
     * @param sweep label of the sweep
     * @param value what the option is set to
     * @param state how far
     * @param reason why there are no figures, where it ended without
     * @param ap COCO average precision on search pictures, 0 to 1
     * @param ap50 the same at an overlap of 0.50
     * @param macs multiply–accumulates of one run
     * @param parameters number of weights
     * @param sizeBytes of the ONNX file
     * @param downloadBytes of the file compressed by Zstandard
     * @param timeRatio processor time as a share of the upload's, interleaved on one thread
     * @param seconds how long making and measuring took
     */
    record Point(
            String sweep,
            JsonNode value,
            CurvePoint.State state,
            @Nullable String reason,
            @Nullable Double ap,
            @Nullable Double ap50,
            @Nullable Long macs,
            @Nullable Long parameters,
            @Nullable Long sizeBytes,
            @Nullable Long downloadBytes,
            @Nullable Double timeRatio,
            @Nullable Double seconds) {
        static Point of(CurvePoint point) {
            CurveFigures figures = point.figures();
            return new Point(
                    point.sweep(),
                    ContractJson.MAPPER.readTree(point.value()),
                    point.state(),
                    point.reason(),
                    figures == null ? null : figures.ap(),
                    figures == null ? null : figures.ap50(),
                    figures == null ? null : figures.macs(),
                    figures == null ? null : figures.parameters(),
                    figures == null ? null : figures.sizeBytes(),
                    figures == null ? null : figures.downloadBytes(),
                    figures == null ? null : figures.timeRatio(),
                    point.seconds());
        }
    }

    /** A part of the list; the token asks for what follows and is absent at the end. */
    record Page(List<ExperimentAnswer> items, @Nullable String nextPageToken) {}

    static ExperimentAnswer of(Experiment experiment, boolean points) {
        return new ExperimentAnswer(
                experiment.id(),
                experiment.name(),
                experiment.version().model(),
                experiment.version().version(),
                experiment.state(),
                "%d labelled pictures of the training split, none of which gates judge on"
                        .formatted(experiment.images()),
                experiment.ended(),
                experiment.points().size(),
                experiment.upload(),
                experiment.sweeps(),
                points ? experiment.points().stream().map(Point::of).toList() : null,
                experiment.createdAt(),
                experiment.changedAt());
    }
}
