package dev.visor.compression.report;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells dead detectors from living ones on a few calibration pictures, before anything costly is done with them. It says
 * nothing about accuracy: a living detector may still fail every gate.
 *
 * <p>Dead is: outputs that aren't finite; no detection of score 0.05 or more on any picture; scores above 1 or of four
 * values or fewer, as when boxes in pixels and scores share one 8-bit scale; the same best score on every picture; fewer than a tenth or more than ten times of the parent's detections of score 0.25 or more; an output that
 * differs from the parent's by more than it contains (below 0 dB; not asked of families whose boxes are final).
 */
public final class Tripwire {
    /** Fewer detections of the parent than this say nothing about a ratio. */
    private static final int ENOUGH_TO_COMPARE = 10;

    private static final float LARGEST_SCORE = 1.01f;
    private static final double FACTOR = 10;

    private Tripwire() {}

    /**
     * What was found.
     *
     * @param reason why the detector is dead, in words with figures; null if it lives
     * @param outputs differences from the parent, empty without one and for final boxes
     */
    public record Finding(@Nullable String reason, List<OutputDifference> outputs) {
        public Finding {
            outputs = List.copyOf(outputs);
        }
    }

    /** Looks at an upload, which has no parent. */
    public static Finding inspect(Path model, DetectorManifest manifest, Pictures pictures, ProgressListener listener) {
        ScoreTrace trace = new ScoreTrace(manifest);
        try (Detector detector = Detector.open(model, manifest, 1)) {
            for (int i = 0; i < pictures.size(); i++) {
                trace.add(detector.rawOutputs(pictures.picture(i)));
                listener.progressed("check detections", i + 1L, pictures.size(), "images");
            }
        }
        return new Finding(ownDeath(trace), List.of());
    }

    /** Compares a variant with its parent. */
    public static Finding compare(
            Path variant, Path parent, DetectorManifest manifest, Pictures pictures, ProgressListener listener) {
        ScoreTrace own = new ScoreTrace(manifest);
        ScoreTrace other = new ScoreTrace(manifest);
        Map<String, SignalToNoise> distances = new LinkedHashMap<>();
        try (Detector variantDetector = Detector.open(variant, manifest, 1);
                Detector parentDetector = Detector.open(parent, manifest, 1)) {
            for (int i = 0; i < pictures.size(); i++) {
                Picture picture = pictures.picture(i);
                List<RawOutput> outputs = variantDetector.rawOutputs(picture);
                List<RawOutput> expected = parentDetector.rawOutputs(picture);
                own.add(outputs);
                other.add(expected);
                // Final boxes stand in the order of their scores: place by place these would be different boxes.
                for (int k = 0; k < expected.size() && !manifest.family().finalBoxes(); k++) {
                    distances
                            .computeIfAbsent(expected.get(k).name(), n -> new SignalToNoise())
                            .add(expected.get(k).values(), outputs.get(k).values());
                }
                listener.progressed("compare with parent", i + 1L, pictures.size(), "images");
            }
        }
        List<OutputDifference> differences = new ArrayList<>();
        distances.forEach((name, distance) ->
                differences.add(new OutputDifference(name, distance.decibels(), other.histogram(), own.histogram())));
        String reason = ownDeath(own);
        return new Finding(reason == null ? deathAgainst(own, other, differences) : reason, differences);
    }

    private static @Nullable String ownDeath(ScoreTrace trace) {
        if (trace.pictures() == 0) {
            return null;
        }
        if (trace.notFinite() > 0) {
            return words("%d output values on %d pictures are NaN or infinite", trace.notFinite(), trace.pictures());
        }
        if (trace.faint() == 0) {
            return words(
                    "0 detections of score ≥ %.2f on %d pictures; the best score is %.4f",
                    ScoreTrace.FAINT, trace.pictures(), trace.greatest());
        }
        if (!trace.fewScores().isEmpty()) {
            return words(
                    "all boxes on %d pictures have one of the scores %s: too coarse a scale for scores",
                    trace.pictures(), trace.fewScores());
        }
        if (trace.greatest() > LARGEST_SCORE) {
            return words(
                    "a score of %.4f on one of %d pictures, scores are from 0 to 1",
                    trace.greatest(), trace.pictures());
        }
        if (trace.constant()) {
            return words(
                    "the best score is %.4f on each of %d pictures: the output does not depend on the picture",
                    trace.greatest(), trace.pictures());
        }
        return null;
    }

    private static @Nullable String deathAgainst(
            ScoreTrace own, ScoreTrace parent, List<OutputDifference> differences) {
        if (parent.sure() >= ENOUGH_TO_COMPARE
                && (own.sure() * FACTOR < parent.sure() || own.sure() > FACTOR * parent.sure())) {
            return words(
                    "%d detections of score ≥ %.2f on %d pictures, its parent has %d; best score %.4f against %.4f",
                    own.sure(), ScoreTrace.SURE, own.pictures(), parent.sure(), own.greatest(), parent.greatest());
        }
        for (OutputDifference difference : differences) {
            if (difference.sqnrDecibels() < 0) {
                return words(
                        "output '%s' differs from the parent's by more than it contains: %.1f dB",
                        difference.output(), difference.sqnrDecibels());
            }
        }
        return null;
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
