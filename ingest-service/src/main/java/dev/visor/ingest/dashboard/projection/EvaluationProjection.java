package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.platform.messaging.EventContext;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures and verdicts of variants. */
@Component
class EvaluationProjection {
    private final JdbcClient jdbc;
    private final ProgressProjection progress;
    private final TimelineProjection timeline;
    private final Announcer announcer;

    EvaluationProjection(
            JdbcClient jdbc, ProgressProjection progress, TimelineProjection timeline, Announcer announcer) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.timeline = timeline;
        this.announcer = announcer;
    }

    void evaluated(VariantEvaluated event, EventContext context) {
        String variant = event.variant().toString();
        Metrics metrics = event.metrics();
        int written = jdbc.sql("""
                        insert into view_metric (variant, model, version, digest, dataset, dataset_digest, split, images,
                            ap, ap50, ap75, ar100, latency_p50_millis, latency_p95_millis, latency_ratio,
                            peak_memory_bytes, size_bytes, evaluated_at)
                        values (:variant, :model, :version, :digest, :dataset, :datasetDigest, :split, :images,
                            :ap, :ap50, :ap75, :ar100, :p50, :p95, :ratio, :memory, :size, :at)
                        on conflict (variant) do update set digest = excluded.digest, dataset = excluded.dataset,
                            dataset_digest = excluded.dataset_digest, split = excluded.split, images = excluded.images,
                            ap = excluded.ap, ap50 = excluded.ap50, ap75 = excluded.ap75, ar100 = excluded.ar100,
                            latency_p50_millis = excluded.latency_p50_millis,
                            latency_p95_millis = excluded.latency_p95_millis, latency_ratio = excluded.latency_ratio,
                            peak_memory_bytes = excluded.peak_memory_bytes, size_bytes = excluded.size_bytes,
                            evaluated_at = excluded.evaluated_at
                        where view_metric.evaluated_at <= excluded.evaluated_at
                        """)
                .param("variant", variant)
                .param("model", event.variant().modelVersion().model())
                .param("version", event.variant().modelVersion().version())
                .param("digest", event.digest().raw())
                .param("dataset", event.dataset())
                .param("datasetDigest", event.datasetDigest().raw())
                .param("split", event.split().word())
                .param("images", event.images())
                .param("ap", metrics.ap())
                .param("ap50", metrics.ap50())
                .param("ap75", metrics.ap75())
                .param("ar100", metrics.ar100())
                .param("p50", metrics.latencyP50Millis())
                .param("p95", metrics.latencyP95Millis())
                .param("ratio", metrics.latencyRatio())
                .param("memory", metrics.peakMemoryBytes())
                .param("size", metrics.sizeBytes())
                .param("at", SqlValues.at(event.evaluatedAt()))
                .update();
        if (written > 0) {
            replaceClasses(variant, event.perClass());
        }
        progress.evaluationEnded(event.variant(), context);
        announcer.model(event.variant().modelVersion());
    }

    void decided(GateDecided event, EventContext context) {
        String variant = event.variant().toString();
        Outcome outcome = event.verdict().outcome();
        int written = jdbc.sql("""
                        insert into view_verdict (variant, policy, outcome, decided_at)
                        values (:variant, :policy, :outcome, :at)
                        on conflict (variant) do update set policy = excluded.policy, outcome = excluded.outcome,
                            decided_at = excluded.decided_at
                        where view_verdict.decided_at <= excluded.decided_at
                        """)
                .param("variant", variant)
                .param("policy", event.policy())
                .param("outcome", outcome.name())
                .param("at", SqlValues.at(event.decidedAt()))
                .update();
        if (written > 0) {
            replaceGates(variant, event.verdict().gates());
        }
        // A verdict may have had the champion look at the pictures first, which is reported as the variant's progress.
        progress.evaluationEnded(event.variant(), context);
        String reasons = event.verdict().gates().stream()
                .filter(gate -> gate.outcome() == outcome)
                .map(GateResult::reason)
                .collect(Collectors.joining("; "));
        timeline.add(
                event.variant().modelVersion(),
                event.decidedAt(),
                "verdict",
                outcome == Outcome.PASS
                        ? "%s keeps all promises of policy %s"
                                .formatted(event.variant().recipe(), event.policy())
                        : "%s: %s by policy %s: %s"
                                .formatted(event.variant().recipe(), outcome, event.policy(), reasons),
                context);
        announcer.model(event.variant().modelVersion());
    }

    private void replaceClasses(String variant, List<ClassMetrics> classes) {
        jdbc.sql("delete from view_class_metric where variant = :variant")
                .param("variant", variant)
                .update();
        for (int i = 0; i < classes.size(); i++) {
            ClassMetrics metrics = classes.get(i);
            jdbc.sql("""
                            insert into view_class_metric (variant, position, class_name, instances, ap, ap50, ap75)
                            values (:variant, :position, :className, :instances, :ap, :ap50, :ap75)
                            """)
                    .param("variant", variant)
                    .param("position", i)
                    .param("className", SqlValues.text(metrics.className()))
                    .param("instances", metrics.instances())
                    .param("ap", metrics.ap())
                    .param("ap50", metrics.ap50())
                    .param("ap75", metrics.ap75())
                    .update();
        }
    }

    private void replaceGates(String variant, List<GateResult> gates) {
        jdbc.sql("delete from view_gate where variant = :variant")
                .param("variant", variant)
                .update();
        for (int i = 0; i < gates.size(); i++) {
            GateResult gate = gates.get(i);
            jdbc.sql("""
                            insert into view_gate (variant, position, name, outcome, value, "limit", reason, low, high,
                                confidence, pictures_needed)
                            values (:variant, :position, :name, :outcome, :value, :limit, :reason, :low, :high,
                                :confidence, :pictures)
                            """)
                    .param("variant", variant)
                    .param("position", i)
                    .param("name", SqlValues.text(gate.name()))
                    .param("outcome", gate.outcome().name())
                    .param("value", gate.value())
                    .param("limit", gate.limit())
                    .param("reason", SqlValues.text(gate.reason()))
                    .param("low", gate.low())
                    .param("high", gate.high())
                    .param("confidence", gate.confidence())
                    .param("pictures", gate.picturesNeeded())
                    .update();
        }
    }
}
