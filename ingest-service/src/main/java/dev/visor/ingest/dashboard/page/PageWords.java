package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dashboard.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What templates say about figures. */
public final class PageWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant now;

    PageWords(Instant now) {
        this.now = now;
    }

    public String bytes(long bytes) {
        return Words.bytes(bytes);
    }

    public String accuracy(double accuracy) {
        return Words.accuracy(accuracy);
    }

    public String millis(double millis) {
        return Words.millis(millis);
    }

    public String ratio(double ratio) {
        return Words.ratio(ratio);
    }

    public String magnitude(double number) {
        return Words.magnitude(number);
    }

    public String figure(double value) {
        return Words.figure(value);
    }

    public String count(long number, String thing) {
        return Words.count(number, thing);
    }

    /** Signal to noise: {@code equal} for what differs in nothing. */
    public String decibels(double decibels) {
        return decibels >= 999 ? "equal" : String.format(Locale.ROOT, "%.1f dB", decibels);
    }

    /** A share from 0 to 1: {@code 12.3 %}. */
    public String percent(double share) {
        return String.format(Locale.ROOT, share == 0 || share >= 0.0995 ? "%.0f %%" : "%.2g %%", share * 100);
    }

    /** A difference of AP in points of a hundred: {@code 0.42 points}. */
    public String points(double difference) {
        return String.format(Locale.ROOT, "%.2f points", difference * 100);
    }

    /** With one decimal. */
    public String figure1(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A short time: {@code 12 µs}, {@code 1.2 ms}. */
    public String micros(double micros) {
        return micros < 1000 ? String.format(Locale.ROOT, "%.0f µs", micros) : Words.millis(micros / 1000);
    }

    /** In the order of their names. */
    public <V> Map<String, V> sorted(Map<String, V> options) {
        return new TreeMap<>(options);
    }

    /** JSON of a word or a number as people write it: without quotes. */
    public static String plain(String json) {
        return json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"")
                ? json.substring(1, json.length() - 1)
                : json;
    }

    /** A difference with its sign, in points of a hundred: {@code −1.2}. */
    public String change(double difference) {
        return String.format(Locale.ROOT, "%+.2f", difference * 100).replace('-', '−');
    }

    /** How long something took: {@code 340 ms}, {@code 12 s}. */
    public String took(long millis) {
        return millis < 1000 ? millis + " ms" : Words.duration(Duration.ofMillis(millis));
    }

    /** A moment: {@code 2026-11-24 06:11:18 UTC}. */
    public String time(Instant at) {
        return TIME.format(at) + " UTC";
    }

    /** How long ago: {@code 12 s ago}. */
    public String ago(Instant at) {
        Duration age = Duration.between(at, now);
        return age.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : Words.duration(age) + " ago";
    }

    public String age(long millis) {
        return Words.duration(Duration.ofMillis(millis));
    }

    /** Done of total, rate and time left. */
    public String progress(long done, long total, String unit, double perSecond, long etaMillis) {
        String counted = String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit);
        String rate = Words.rate(perSecond, unit);
        String left = etaMillis < 0 ? "" : Words.duration(Duration.ofMillis(etaMillis)) + " left";
        return counted + (rate.isEmpty() ? "" : ", " + rate) + (left.isEmpty() ? "" : ", " + left);
    }

    public String digest(Sha256 digest) {
        return digest.abbreviated();
    }

    /** Pictures by split: {@code train 420, val 100}. */
    public String splits(Map<String, Integer> images) {
        return images.entrySet().stream()
                .map(e -> e.getKey() + " " + String.format(Locale.ROOT, "%,d", e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The promises of a policy in one line. */
    public String promises(Policy policy) {
        return policy.gates().stream().map(PageWords::promise).collect(Collectors.joining(", "));
    }

    /** One promise: {@code AP50 ≥ 0.3}. */
    public static String promise(GateSpec gate) {
        return switch (gate) {
            case GateSpec.Minimum g ->
                "%s ≥ %s".formatted(metric(g.metric(), g.className(), g.slice()), Words.figure(g.limit()))
                        + confidence(g.confidence());
            case GateSpec.Maximum g ->
                "%s ≤ %s".formatted(metric(g.metric(), g.className(), g.slice()), Words.figure(g.limit()))
                        + confidence(g.confidence());
            case GateSpec.MaximumDrop g ->
                "%s of %s%s ≤ %s"
                                .formatted(
                                        g.metric().greaterIsBetter() ? "drop" : "rise",
                                        metric(g.metric(), g.className(), g.slice()),
                                        champion(g.reference()),
                                        Words.figure(g.limit()))
                        + confidence(g.confidence());
            case GateSpec.MaximumRatio g ->
                "%s%s ≤ %s".formatted(metric(g.metric(), null, null), champion(g.reference()), Words.ratio(g.limit()));
            case GateSpec.LatencyRatio g -> "latency ≤ %s".formatted(Words.ratio(g.limit()));
            case GateSpec.SizeRatio g -> "size ≤ %s".formatted(Words.ratio(g.limit()));
        };
    }

    /** A metric with what it is of: {@code AP50 of head where weather=rain}. */
    public static String metric(Metric metric, @Nullable String className, @Nullable String slice) {
        return title(metric) + (className == null ? "" : " of " + className) + (slice == null ? "" : " where " + slice);
    }

    private static String title(Metric metric) {
        return switch (metric) {
            case D_ECE -> "D-ECE";
            case OLRP -> "oLRP";
            default ->
                Arrays.stream(metric.word().split("-"))
                        .map(PageWords::abbreviated)
                        .collect(Collectors.joining(" "));
        };
    }

    private static String abbreviated(String word) {
        if (word.matches("(ap|ar|voc|f)[0-9]*|tide")) {
            return word.toUpperCase(Locale.ROOT);
        }
        return word.equals("ultralytics") ? "Ultralytics" : word;
    }

    private static String champion(Against reference) {
        return reference == Against.CHAMPION ? " against the champion" : "";
    }

    private static String confidence(@Nullable Double confidence) {
        return confidence == null ? "" : " at " + Words.figure(confidence * 100) + " %";
    }
}
