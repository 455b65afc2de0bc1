package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.accuracy.BestThreshold;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTableFormat;
import dev.visor.detection.detector.Detector;
import dev.visor.evaluation.cost.Latency;
import dev.visor.evaluation.cost.LatencyMeter;
import dev.visor.evaluation.cost.MemoryMeter;
import dev.visor.evaluation.cost.TimedModel;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.gate.ClassFigures;
import dev.visor.platform.artifact.ArtifactStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Measures one file: memory in a process of its own, accuracy on the judged split, latency beside the baseline. */
@Component
class Evaluator {
    /** Detections below it are never reported, whatever the best threshold is. */
    static final double LEAST_THRESHOLD = 0.05;

    /** Pictures that latency is measured on. */
    private static final int LATENCY_PICTURES = 8;

    private final ArtifactStore store;
    private final PictureCache pictures;
    private final AccuracyRun accuracy;
    private final LatencyMeter latency;
    private final MemoryMeter memory;

    Evaluator(
            ArtifactStore store,
            PictureCache pictures,
            AccuracyRun accuracy,
            LatencyMeter latency,
            MemoryMeter memory) {
        this.store = store;
        this.pictures = pictures;
        this.accuracy = accuracy;
        this.latency = latency;
        this.memory = memory;
    }

    /** A file and how it is used. */
    record Model(Artifact artifact, DetectorManifest manifest) {}

    /**
     * What is to be measured.
     *
     * @param variant the file
     * @param baseline the uploaded file, which latency is compared with
     * @param split pictures to look at
     * @param alignment which model class is which judged class
     */
    record Request(Model variant, Model baseline, LabelledPictures split, ClassAlignment alignment) {
        static Request of(Model variant, Model baseline, LabelledPictures split, Policy policy) {
            return new Request(
                    variant,
                    baseline,
                    split,
                    ClassAlignment.of(variant.manifest().classes(), split.classes(), policy));
        }

        EvaluationKey key() {
            return new EvaluationKey(
                    variant.artifact().digest(),
                    variant.manifest(),
                    baseline.artifact().digest(),
                    baseline.manifest(),
                    split.digest(),
                    split.split(),
                    alignment.judged(),
                    alignment.sources(variant.manifest().classes()),
                    ToolVersion.CURRENT);
        }

        boolean isBaseline() {
            return variant.artifact().digest().equals(baseline.artifact().digest());
        }
    }

    Evaluation evaluate(Request request, Steps steps) {
        Path file = store.fetch(request.variant().artifact().digest());
        // First, in a process of its own: a file that ends the process must not end this one.
        steps.at("measuring memory", 0, 1, "processes");
        long peak = memory.peakBytes(file, request.variant().manifest().input());
        try (Detector detector = Detector.open(file, request.variant().manifest(), 1)) {
            AccuracyRun.Seen seen = accuracy.look(detector, request.split(), request.alignment(), steps);
            Latency measured = latency(file, detector, request, steps);
            return evaluation(request, seen, measured, peak);
        }
    }

    private Latency latency(Path file, Detector detector, Request request, Steps steps) {
        List<float[]> tensors = request.split().images().stream()
                .limit(LATENCY_PICTURES)
                .map(image -> detector.preprocess(pictures.get(request.split().digest(), image)))
                .toList();
        if (request.isBaseline()) {
            try (TimedModel alone = timed(file, request.variant().manifest().input(), tensors)) {
                return latency.measure(alone, null, rounds(steps));
            }
        }
        Path baselineFile = store.fetch(request.baseline().artifact().digest());
        try (TimedModel baseline =
                        timed(baselineFile, request.baseline().manifest().input(), tensors);
                TimedModel variant = timed(file, request.variant().manifest().input(), tensors)) {
            return latency.measure(baseline, variant, rounds(steps));
        }
    }

    private static LatencyMeter.Rounds rounds(Steps steps) {
        return (done, total) -> steps.at("timing", done, total, "rounds");
    }

    private static TimedModel timed(Path file, InputContract input, List<float[]> tensors) {
        return new TimedModel(file, input, tensors);
    }

    private Evaluation evaluation(Request request, AccuracyRun.Seen seen, Latency measured, long peak) {
        CocoSummary summary = CocoSummary.of(seen.table());
        List<ClassFigures> classes = summary.perClass().stream()
                .map(c -> new ClassFigures(
                        request.alignment().judged().get(c.classIndex()),
                        c.instances(),
                        c.ap(),
                        c.ap50(),
                        c.ap75(),
                        c.ar100()))
                .toList();
        double minimumScore = BestThreshold.of(seen.table(), LEAST_THRESHOLD);
        EvaluationKey key = request.key();
        Artifact table = store.put(MatchTableFormat.write(seen.table()));
        Artifact detections = store.put(DetectionFormat.write(request.split().images(), seen.detections()));
        int images = request.split().images().size();
        EvaluationReport report =
                new EvaluationReport(key, images, summary, classes, minimumScore, table.digest(), detections.digest());
        return new Evaluation(
                key.digest(),
                request.variant().artifact().digest(),
                request.baseline().artifact().digest(),
                request.split().dataset(),
                request.split().digest(),
                request.split().split(),
                images,
                summary,
                classes,
                minimumScore,
                measured,
                peak,
                request.variant().artifact().sizeBytes(),
                store.put(report.bytes()),
                ToolVersion.CURRENT,
                Instant.now());
    }
}
