package dev.visor.compression.report;

import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.decoder.Candidates;
import dev.visor.detection.decoder.DetectionDecoder;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.suppression.Suppression;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** What a detector says about one picture after another, reduced to a few numbers. For one thread. */
final class ScoreTrace {
    /** From this score on an upload must have seen something on some picture. */
    static final float FAINT = 0.05f;
    /** From this score on detections are counted and compared. */
    static final float SURE = 0.25f;

    /** So many different scores, or fewer, are a broken scale: even 8 bits give 256. */
    static final int FEW = 4;

    private static final int TENTHS = 10;

    private final DetectionDecoder decoder;
    private final Suppression suppression;
    private final Candidates candidates = new Candidates();
    private final float[] bestByClass;
    private final long[] histogram = new long[TENTHS];
    private float least = Float.POSITIVE_INFINITY;
    private float greatest;
    private int faint;
    private int sure;
    private int pictures;
    private long notFinite;
    private final TreeSet<Float> distinct = new TreeSet<>();

    ScoreTrace(DetectorManifest manifest) {
        this.decoder = DetectionDecoder.of(manifest);
        this.suppression = Suppression.of(manifest);
        this.bestByClass = new float[manifest.classes().size()];
    }

    void add(List<RawOutput> outputs) {
        pictures++;
        outputs.forEach(output -> notFinite += countNotFinite(output.values()));
        candidates.clear();
        decoder.decode(outputs, 0f, candidates);
        Arrays.fill(bestByClass, 0);
        for (int i = 0; i < candidates.size(); i++) {
            int c = candidates.classIndex(i);
            float score = candidates.score(i);
            bestByClass[c] = Math.max(bestByClass[c], score);
            if (distinct.size() <= FEW) {
                distinct.add(score);
            }
        }
        float best = 0;
        for (float score : bestByClass) {
            histogram[(int) Math.clamp((long) (score * TENTHS), 0, TENTHS - 1)]++;
            best = Math.max(best, score);
        }
        least = Math.min(least, best);
        greatest = Math.max(greatest, best);
        faint += count(outputs, FAINT);
        sure += count(outputs, SURE);
    }

    private int count(List<RawOutput> outputs, float minScore) {
        candidates.clear();
        decoder.decode(outputs, minScore, candidates);
        return suppression.apply(candidates);
    }

    private static long countNotFinite(FloatBuffer values) {
        long n = 0;
        for (int i = 0; i < values.capacity(); i++) {
            n += Float.isFinite(values.get(i)) ? 0 : 1;
        }
        return n;
    }

    int pictures() {
        return pictures;
    }

    /** Least of the pictures' best scores. */
    float least() {
        return pictures == 0 ? 0 : least;
    }

    /** Greatest of the pictures' best scores. */
    float greatest() {
        return greatest;
    }

    /** Detections of {@link #FAINT} or more on all pictures. */
    int faint() {
        return faint;
    }

    /** Detections of {@link #SURE} or more on all pictures. */
    int sure() {
        return sure;
    }

    /** Output values that are NaN or infinite. */
    long notFinite() {
        return notFinite;
    }

    /** Whether every picture got the same best score. */
    boolean constant() {
        return pictures > 1 && greatest - least < 1e-6f;
    }

    /** The different scores of all boxes on all pictures, if they are at most {@link #FEW}; else empty. */
    List<Float> fewScores() {
        return distinct.size() <= FEW ? List.copyOf(distinct) : List.of();
    }

    /** How many best scores, one a picture and class, lie in each tenth. */
    List<Long> histogram() {
        List<Long> counts = new ArrayList<>();
        for (long n : histogram) {
            counts.add(n);
        }
        return counts;
    }
}
