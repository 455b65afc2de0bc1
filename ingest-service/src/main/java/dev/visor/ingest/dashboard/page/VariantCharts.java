package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dashboard.page.ScatterLayout.Line;
import dev.visor.ingest.dashboard.page.ScatterLayout.Point;
import dev.visor.ingest.dashboard.view.VariantDetail;
import dev.visor.ingest.dashboard.view.VersionDetail;
import dev.visor.ingest.dashboard.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy of the variants against latency and against size, with the policy's limits. Latency is drawn as the ratio to
 * the baseline in interleaved rounds, since that is what the gate judges: times of different runs don't compare.
 */
public final class VariantCharts {
    private final VersionDetail version;
    private final @Nullable Policy policy;
    private final Metric metric;

    public VariantCharts(VersionDetail version, @Nullable Policy policy, Metric metric) {
        this.version = version;
        this.policy = policy;
        this.metric = metric;
    }

    /** Both charts; none before a variant was measured. */
    public List<Scatter> charts() {
        if (version.variants().stream().noneMatch(v -> v.metrics() != null)) {
            return List.of();
        }
        String yLabel = metric.word().toUpperCase(Locale.ROOT);
        Optional<Metrics> baseline = baseline();
        String latencyLabel = "median latency, × baseline"
                + baseline.map(b -> " (%s)".formatted(Words.millis(b.latencyP50Millis())))
                        .orElse("");
        return List.of(
                new ScatterLayout(points(Metrics::latencyRatio), lines(true))
                        .layOut(id("latency"), yLabel + " against latency", latencyLabel, yLabel),
                new ScatterLayout(points(m -> m.sizeBytes() / 1e6), lines(false))
                        .layOut(id("size"), yLabel + " against size", "size in MB", yLabel));
    }

    /** A page may show charts of several uploads. */
    private String id(String chart) {
        return "%s-of-%s-%d".formatted(chart, version.model(), version.version());
    }

    private List<Point> points(ToDoubleFunction<Metrics> x) {
        List<Point> points = new ArrayList<>();
        for (VariantDetail variant : version.variants()) {
            Metrics metrics = variant.metrics();
            if (metrics != null) {
                String outcome = variant.verdict() == null
                        ? "none"
                        : variant.verdict().outcome().name().toLowerCase(Locale.ROOT);
                points.add(new Point(
                        x.applyAsDouble(metrics),
                        Math.max(0, accuracy(metrics)),
                        outcome,
                        isPromoted(variant),
                        variant.recipe(),
                        "%s: %s %s, median %s (%s of baseline), %s, verdict %s"
                                .formatted(
                                        variant.recipe(),
                                        metric.word().toUpperCase(Locale.ROOT),
                                        Words.accuracy(accuracy(metrics)),
                                        Words.millis(metrics.latencyP50Millis()),
                                        Words.ratio(metrics.latencyRatio()),
                                        Words.bytes(metrics.sizeBytes()),
                                        outcome)));
            }
        }
        return points;
    }

    private List<Line> lines(boolean latency) {
        if (policy == null) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (GateSpec gate : policy.gates()) {
            limit(gate, latency)
                    .ifPresent(value -> lines.add(new Line(
                            gate instanceof GateSpec.LatencyRatio || gate instanceof GateSpec.SizeRatio,
                            value,
                            PageWords.promise(gate))));
        }
        return lines;
    }

    /** Where the promise ends on this chart; empty if the chart does not show what it is about. */
    private Optional<Double> limit(GateSpec gate, boolean latency) {
        return switch (gate) {
            case GateSpec.Minimum g ->
                isShown(g.metric(), g.className(), g.slice()) ? Optional.of(g.limit()) : Optional.empty();
            case GateSpec.MaximumDrop g ->
                isShown(g.metric(), g.className(), g.slice()) && g.reference() == Against.BASELINE
                        ? baseline().map(b -> Math.max(0, accuracy(b) - g.limit()))
                        : Optional.empty();
            case GateSpec.Maximum g -> Optional.empty();
            case GateSpec.MaximumRatio g -> Optional.empty();
            case GateSpec.LatencyRatio g -> latency ? Optional.of(g.limit()) : Optional.empty();
            case GateSpec.SizeRatio g ->
                latency ? Optional.empty() : baseline().map(b -> g.limit() * b.sizeBytes() / 1e6);
        };
    }

    private boolean isShown(Metric promised, @Nullable String className, @Nullable String slice) {
        return promised == metric && className == null && slice == null;
    }

    private double accuracy(Metrics metrics) {
        return switch (metric) {
            case AP -> metrics.ap();
            case AP50 -> metrics.ap50();
            case AP75 -> metrics.ap75();
            case AR100 -> metrics.ar100();
            default -> throw new IllegalStateException("there is no chart of " + metric.word());
        };
    }

    private Optional<Metrics> baseline() {
        return version.variants().stream()
                .filter(v -> v.recipe().equals("baseline"))
                .flatMap(v -> Optional.ofNullable(v.metrics()).stream())
                .findFirst();
    }

    private boolean isPromoted(VariantDetail variant) {
        return version.promotion() != null
                && variant.id().equals(version.promotion().variant())
                && !version.promotion().state().equals("ROLLED_BACK");
    }
}
