package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Variants: planned, made, or why not. Each event writes its own columns, so their order does not matter. */
@Component
class VariantProjection {
    private final JdbcClient jdbc;
    private final ReportProjection reports;
    private final ProgressProjection progress;
    private final Announcer announcer;

    VariantProjection(JdbcClient jdbc, ReportProjection reports, ProgressProjection progress, Announcer announcer) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.progress = progress;
        this.announcer = announcer;
    }

    void planned(CompressionPlanned event, EventContext context) {
        for (VariantId variant : event.variants()) {
            row(variant, "planned_at")
                    .param("at", SqlValues.at(event.plannedAt()))
                    .update();
        }
        announcer.model(event.modelVersion());
    }

    void compressed(VariantCompressed event, EventContext context) {
        int written = row(
                        event.variant(),
                        "compressed_at",
                        "parent",
                        "digest",
                        "size_bytes",
                        "recipe_digest",
                        "parameters",
                        "macs",
                        "tripwire")
                .param("at", SqlValues.at(event.compressedAt()))
                .param("parent", SqlValues.variant(event.parent()))
                .param("digest", event.artifact().digest().raw())
                .param("size_bytes", event.artifact().sizeBytes())
                .param("recipe_digest", event.recipeDigest().raw())
                .param("parameters", event.report().parameters())
                .param("macs", event.report().macs())
                .param("tripwire", SqlValues.optionalText(event.tripwire()))
                .update();
        if (written > 0) {
            reports.replace(event.variant(), event.report());
        }
        progress.compressionEnded(event.variant(), context);
        announcer.model(event.variant().modelVersion());
    }

    void compressionFailed(CompressionFailed event, EventContext context) {
        row(event.variant(), "compression_failed_at", "compression_error", "compression_reason")
                .param("at", SqlValues.at(event.failedAt()))
                .param("compression_error", event.code().name())
                .param("compression_reason", SqlValues.text(event.reason()))
                .update();
        progress.compressionEnded(event.variant(), context);
        announcer.model(event.variant().modelVersion());
    }

    void evaluationFailed(EvaluationFailed event, EventContext context) {
        row(event.variant(), "evaluation_failed_at", "evaluation_error", "evaluation_reason")
                .param("at", SqlValues.at(event.failedAt()))
                .param("evaluation_error", event.code().name())
                .param("evaluation_reason", SqlValues.text(event.reason()))
                .update();
        progress.evaluationEnded(event.variant(), context);
        announcer.model(event.variant().modelVersion());
    }

    /** Upserts a group of columns unless a later event wrote it; column names are our own constants. */
    private JdbcClient.StatementSpec row(VariantId variant, String timeColumn, String... columns) {
        StringBuilder names = new StringBuilder(timeColumn);
        StringBuilder values = new StringBuilder(":at");
        StringBuilder updates = new StringBuilder("%1$s = excluded.%1$s".formatted(timeColumn));
        for (String column : columns) {
            names.append(", ").append(column);
            values.append(", :").append(column);
            updates.append(", %1$s = excluded.%1$s".formatted(column));
        }
        return jdbc.sql("""
                        insert into view_variant (id, model, version, recipe, %1$s)
                        values (:id, :model, :version, :recipe, %2$s)
                        on conflict (id) do update set %3$s
                        where view_variant.%4$s is null or view_variant.%4$s <= excluded.%4$s
                        """.formatted(names, values, updates, timeColumn))
                .param("id", variant.toString())
                .param("model", variant.modelVersion().model())
                .param("version", variant.modelVersion().version())
                .param("recipe", variant.recipe());
    }
}
