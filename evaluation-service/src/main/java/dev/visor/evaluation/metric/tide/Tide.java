package dev.visor.evaluation.metric.tide;

import dev.visor.detection.accuracy.Observations;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * TIDE (Bolya et al., "TIDE: A General Toolbox for Identifying Object Detection Errors", 2020), as tidecv 1.0.1 computes it
 * for boxes, with IoUs of 0.5 and 0.1 and 100 detections a picture. Crowds and ignored labels are regions in which wrong
 * detections take no part.
 *
 * <p>It differs from tidecv in two ways. Equal scores are ranked by picture and the detector's order throughout, where tidecv
 * puts errors first as soon as something is corrected, which moves every figure by the same phantom amount (up to 17 points
 * in a small set). And a correction that leaves nothing to measure gains 0, where tidecv divides by zero.
 */
public final class Tide {
    private Tide() {}

    /** Tells the errors apart; on as many threads as there are processors, which leave no trace. */
    public static TideErrors of(Observations observations) {
        List<TidePicture> pictures =
                observations.pictures().parallelStream().map(TidePicture::new).toList();
        List<TideRanking> classes = Stream.generate(TideRanking::new)
                .limit(observations.classes().size())
                .toList();
        pictures.forEach(picture -> collect(picture, classes));
        List<TideRanking.Aps> aps =
                classes.parallelStream().map(TideRanking::aps).toList();
        double ap = mean(aps, TideRanking.Aps::plain);
        double base = Double.isNaN(ap) ? 0 : ap;
        List<TideCounts> counts = classes.stream().map(TideRanking::counts).toList();
        return new TideErrors(base, gains(aps, base), sum(counts), counts);
    }

    private static void collect(TidePicture picture, List<TideRanking> classes) {
        for (int i = 0; i < picture.detections(); i++) {
            TideRanking own = classes.get(picture.classOf(i));
            ErrorType error = picture.error(i);
            if (error == null) {
                own.addRight(picture.score(i));
                continue;
            }
            int repaired = picture.repairs(i);
            own.addError(picture.score(i), error, picture.isDropped(i), error == ErrorType.LOC && repaired >= 0);
            if (error == ErrorType.CLS && repaired >= 0) {
                classes.get(repaired).addIncoming(picture.score(i));
            }
        }
        for (int g = 0; g < picture.labels(); g++) {
            classes.get(picture.classOfLabel(g)).addLabel(picture.isFound(g), picture.isMissed(g));
        }
    }

    private static TideGains gains(List<TideRanking.Aps> aps, double base) {
        double[] gains = new double[ErrorType.values().length];
        for (ErrorType type : ErrorType.values()) {
            gains[type.ordinal()] = Math.max(0, gain(aps, a -> a.corrected()[type.ordinal()], base));
        }
        return new TideGains(
                gains[0],
                gains[1],
                gains[2],
                gains[3],
                gains[4],
                gains[5],
                gain(aps, TideRanking.Aps::withoutWrong, base),
                gain(aps, TideRanking.Aps::withoutUnfound, base));
    }

    private static double gain(List<TideRanking.Aps> aps, ToDoubleFunction<TideRanking.Aps> figure, double base) {
        double mean = mean(aps, figure);
        return Double.isNaN(mean) ? 0 : mean - base;
    }

    /** Over classes that have detections or labels; NaN if none has. */
    private static double mean(List<TideRanking.Aps> aps, ToDoubleFunction<TideRanking.Aps> figure) {
        double[] measured =
                aps.stream().mapToDouble(figure).filter(v -> !Double.isNaN(v)).toArray();
        double sum = 0;
        for (double value : measured) {
            sum += value;
        }
        return measured.length == 0 ? Double.NaN : sum / measured.length;
    }

    private static TideCounts sum(List<TideCounts> counts) {
        int[] sums = new int[ErrorType.values().length];
        counts.forEach(c -> {
            sums[0] += c.cls();
            sums[1] += c.loc();
            sums[2] += c.both();
            sums[3] += c.dupe();
            sums[4] += c.bkg();
            sums[5] += c.miss();
        });
        return TideCounts.of(sums);
    }
}
