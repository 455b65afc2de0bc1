package dev.visor.evaluation.coco;

import dev.visor.detection.accuracy.ClassAccuracy;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.tide.Tide;
import dev.visor.evaluation.metric.tide.TideErrors;
import dev.visor.onnx.process.ProcessMemory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates a COCO annotation file and a results array as pycocotools 2.0.11 does for boxes, each optionally gzipped.
 * Pictures and classes go by their ids; equal scores keep the file's order. Unlike there, an annotation may have the id 0.
 */
public final class CocoEvaluation {
    /** What the results array is called in messages and forms. */
    static final String DETECTIONS = "detections";

    private final CocoLimits limits;
    private final Draws draws;
    private final Progress progress;

    /**
     * How to evaluate.
     *
     * @param draws for intervals, or {@link Draws#NONE}
     */
    public CocoEvaluation(CocoLimits limits, Draws draws, Progress progress) {
        this.limits = limits;
        this.draws = draws;
        this.progress = progress;
    }

    /** A file that is opened when its turn comes. */
    @FunctionalInterface
    public interface Source {
        /** Opens it. */
        InputStream open() throws IOException;
    }

    /**
     * Evaluates.
     *
     * @throws dev.visor.contracts.error.VisorException {@code INVALID_DATASET} if a file isn't what it should be,
     *     {@code TOO_LARGE} if it goes beyond a limit
     */
    public CocoReport run(Source groundTruth, Source detections) throws IOException {
        long start = System.nanoTime();
        GroundTruth truth;
        try (InputStream in = groundTruth.open()) {
            truth = GroundTruth.read(in, limits, progress);
        }
        Boxes seen;
        try (InputStream in = detections.open()) {
            seen = JsonWalk.through(DETECTIONS, in, limits, json -> detections(json, truth));
        }
        Observations observations = observations(truth, seen);
        double readSeconds = seconds(start);
        progress.at("matching", 0);
        start = System.nanoTime();
        MatchTable table = MatchTable.of(observations);
        double matchSeconds = seconds(start);
        CocoSummary summary = CocoSummary.of(table);
        double evaluateSeconds = seconds(start);
        progress.at("telling errors apart", 0);
        start = System.nanoTime();
        TideErrors tide = Tide.of(observations);
        double tideSeconds = seconds(start);
        int pictures = observations.pictures().size();
        if (draws.replicates() > 0) {
            progress.at("drawing pictures again", 0);
        }
        Intervals intervals = draws.replicates() == 0 || pictures == 0 ? null : Intervals.of(table, pictures, draws);
        return new CocoReport(
                summary.stats(),
                summary.perClass().stream().map(k -> figures(truth, k)).toList(),
                tide,
                intervals,
                evaluateSeconds,
                matchSeconds,
                readSeconds,
                tideSeconds,
                ProcessMemory.peakBytes(),
                truth.images().size(),
                truth.annotations().size(),
                seen.size());
    }

    private static CocoReport.ClassFigures figures(GroundTruth truth, ClassAccuracy k) {
        return new CocoReport.ClassFigures(
                truth.categories().sorted()[k.classIndex()],
                truth.names().get(k.classIndex()),
                k.instances(),
                k.ap(),
                k.ap50(),
                k.ap75(),
                k.ar100());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private Boxes detections(JsonWalk json, GroundTruth truth) {
        json.next();
        Boxes seen = new BoxReader("detection", "score", limits.boxes(), progress).read(json);
        GroundTruth.requireKnown(json, truth.images(), truth.categories(), seen);
        return seen;
    }

    private static Observations observations(GroundTruth truth, Boxes seen) {
        int[][] labelled = byImage(truth, truth.annotations());
        int[][] sighted = byImage(truth, seen);
        List<Observation> pictures = new ArrayList<>(labelled.length);
        for (int p = 0; p < labelled.length; p++) {
            pictures.add(new Observation(labels(truth, labelled[p]), sightings(truth, seen, sighted[p])));
        }
        return new Observations(truth.names(), pictures);
    }

    /** For each picture its boxes' numbers, in the file's order. */
    private static int[][] byImage(GroundTruth truth, Boxes boxes) {
        int[] places = new int[boxes.size()];
        int[] counts = new int[truth.images().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = truth.images().place(boxes.image(i));
            counts[places[i]]++;
        }
        int[][] groups = new int[counts.length][];
        for (int p = 0; p < counts.length; p++) {
            groups[p] = new int[counts[p]];
            counts[p] = 0;
        }
        for (int i = 0; i < places.length; i++) {
            groups[places[i]][counts[places[i]]++] = i;
        }
        return groups;
    }

    private static Labels labels(GroundTruth truth, int[] own) {
        int n = own.length;
        int[] classes = new int[n];
        double[] boxes = new double[4 * n];
        double[] areas = new double[n];
        boolean[] crowd = new boolean[n];
        for (int i = 0; i < n; i++) {
            classes[i] = truth.categories().place(truth.annotations().category(own[i]));
            truth.annotations().copyBox(own[i], boxes, i);
            areas[i] = truth.annotations().value(own[i]);
            crowd[i] = truth.annotations().isCrowd(own[i]);
        }
        return new Labels(classes, boxes, areas, crowd, new boolean[n]);
    }

    private static Sightings sightings(GroundTruth truth, Boxes seen, int[] own) {
        int n = own.length;
        int[] classes = new int[n];
        double[] boxes = new double[4 * n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            classes[i] = truth.categories().place(seen.category(own[i]));
            seen.copyBox(own[i], boxes, i);
            scores[i] = seen.value(own[i]);
        }
        return new Sightings(classes, boxes, scores);
    }
}
