package dev.visor.evaluation.cost;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Time of one inference, measured in rounds in which variant and baseline see the same input.
 *
 * @param threads of ONNX Runtime
 * @param clock what time was taken
 * @param p50Millis median
 * @param p95Millis 95th percentile
 * @param p99Millis 99th percentile; below a hundred rounds it is nearly the slowest of them
 * @param ratio median of variant / baseline over the rounds; 1 for the baseline itself
 * @param ratioInterval where the true median of the ratio lies
 * @param rounds how many there were
 * @param variantNanos the rounds in their order, evenly thinned to at most {@value #KEPT}
 * @param baselineNanos the baseline's of the same rounds; the same list for the baseline itself
 */
public record Latency(
        int threads,
        Clock clock,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double ratio,
        MedianInterval ratioInterval,
        int rounds,
        List<Long> variantNanos,
        List<Long> baselineNanos) {
    /** Most rounds that are kept one by one. */
    public static final int KEPT = 500;

    public Latency {
        variantNanos = List.copyOf(variantNanos);
        baselineNanos = List.copyOf(baselineNanos);
    }

    /** From the nanoseconds of each round. */
    static Latency compared(int threads, Clock clock, long[] baseline, long[] variant) {
        double[] ratios = new double[variant.length];
        for (int i = 0; i < ratios.length; i++) {
            // A clock that stands still during a tiny run must not make a ratio of nothing.
            ratios[i] = (double) Math.max(variant[i], 1) / Math.max(baseline[i], 1);
        }
        Arrays.sort(ratios);
        return of(threads, clock, baseline, variant, percentile(ratios, 0.5), MedianInterval.of(ratios));
    }

    /** The baseline's own. */
    static Latency alone(int threads, Clock clock, long[] nanos) {
        return of(threads, clock, nanos, nanos, 1, new MedianInterval(1, 1, 1));
    }

    /** The baseline's own, of those rounds that are kept one by one. */
    public Latency ofBaseline() {
        return alone(
                threads,
                clock,
                baselineNanos.stream().mapToLong(Long::longValue).toArray());
    }

    private static Latency of(
            int threads, Clock clock, long[] baseline, long[] variant, double ratio, MedianInterval interval) {
        double[] millis =
                Arrays.stream(variant).mapToDouble(n -> n / 1e6).sorted().toArray();
        return new Latency(
                threads,
                clock,
                percentile(millis, 0.5),
                percentile(millis, 0.95),
                percentile(millis, 0.99),
                ratio,
                interval,
                variant.length,
                thinned(variant),
                thinned(baseline));
    }

    private static List<Long> thinned(long[] nanos) {
        int kept = Math.min(nanos.length, KEPT);
        LongStream chosen = IntStream.range(0, kept).mapToLong(i -> nanos[(int) ((long) i * nanos.length / kept)]);
        return chosen.boxed().toList();
    }

    /** Linear between the two nearest (R's type 7). */
    static double percentile(double[] sorted, double fraction) {
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
