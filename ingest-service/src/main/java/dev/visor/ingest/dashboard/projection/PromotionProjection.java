package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventContext;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rollouts: begun, completed, taken back, or refused. The latest of their times says which holds. */
@Component
class PromotionProjection {
    private final JdbcClient jdbc;
    private final Announcer announcer;

    PromotionProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    void started(PromotionStarted event, EventContext context) {
        row(event.variant(), event.target(), event.startedAt(), """
                        insert into view_promotion (variant, target, model, version, ledger_sequence, reason, started_at)
                        values (:variant, :target, :model, :version, :sequence, :reason, :at)
                        on conflict (variant, target) do update set ledger_sequence = excluded.ledger_sequence,
                            reason = excluded.reason, started_at = excluded.started_at
                        where view_promotion.started_at is null or view_promotion.started_at <= excluded.started_at
                        """)
                .param("sequence", event.ledgerSequence())
                .param("reason", SqlValues.text(event.reason()))
                .update();
        announcer.model(event.variant().modelVersion());
    }

    void completed(PromotionCompleted event, EventContext context) {
        row(event.variant(), event.target(), event.completedAt(), """
                        insert into view_promotion (variant, target, model, version, node, completed_at)
                        values (:variant, :target, :model, :version, :node, :at)
                        on conflict (variant, target) do update set node = excluded.node,
                            completed_at = excluded.completed_at
                        where view_promotion.completed_at is null
                            or view_promotion.completed_at <= excluded.completed_at
                        """)
                .param("node", event.node())
                .update();
        announcer.model(event.variant().modelVersion());
    }

    void rolledBack(PromotionRolledBack event, EventContext context) {
        VariantId restored = event.restored();
        row(event.variant(), event.target(), event.rolledBackAt(), """
                        insert into view_promotion (variant, target, model, version, restored, rollback_reason,
                            rolled_back_at)
                        values (:variant, :target, :model, :version, :restored, :reason, :at)
                        on conflict (variant, target) do update set restored = excluded.restored,
                            rollback_reason = excluded.rollback_reason, rolled_back_at = excluded.rolled_back_at
                        where view_promotion.rolled_back_at is null
                            or view_promotion.rolled_back_at <= excluded.rolled_back_at
                        """)
                .param("restored", SqlValues.variant(restored))
                .param("reason", SqlValues.text(event.reason()))
                .update();
        announcer.model(event.variant().modelVersion());
    }

    void refused(PromotionRefused event, EventContext context) {
        jdbc.sql("""
                        insert into view_refusal (model, version, outcome, reason, refused_at)
                        values (:model, :version, :outcome, :reason, :at)
                        on conflict (model, version) do update set outcome = excluded.outcome, reason = excluded.reason,
                            refused_at = excluded.refused_at
                        where view_refusal.refused_at <= excluded.refused_at
                        """)
                .param("model", event.modelVersion().model())
                .param("version", event.modelVersion().version())
                .param("outcome", event.outcome().name())
                .param("reason", SqlValues.text(event.reason()))
                .param("at", SqlValues.at(event.refusedAt()))
                .update();
        announcer.model(event.modelVersion());
    }

    private JdbcClient.StatementSpec row(VariantId variant, String target, Instant at, String sql) {
        return jdbc.sql(sql)
                .param("variant", variant.toString())
                .param("target", target)
                .param("model", variant.modelVersion().model())
                .param("version", variant.modelVersion().version())
                .param("at", SqlValues.at(at));
    }
}
