package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.NodeReported;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each target should serve, and what each node says that it serves. */
@Component
class FleetProjection {
    private final JdbcClient jdbc;
    private final TimelineProjection timeline;
    private final Announcer announcer;

    FleetProjection(JdbcClient jdbc, TimelineProjection timeline, Announcer announcer) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.announcer = announcer;
    }

    void champion(ChampionChanged event, EventContext context) {
        int written = jdbc.sql("""
                        insert into view_champion (target, variant, model, version, digest, size_bytes, minimum_score,
                            ledger_sequence, changed_at)
                        values (:target, :variant, :model, :version, :digest, :size, :score, :sequence, :at)
                        on conflict (target) do update set variant = excluded.variant, model = excluded.model,
                            version = excluded.version, digest = excluded.digest, size_bytes = excluded.size_bytes,
                            minimum_score = excluded.minimum_score, ledger_sequence = excluded.ledger_sequence,
                            changed_at = excluded.changed_at
                        where view_champion.ledger_sequence <= excluded.ledger_sequence
                        """)
                .param("target", event.target())
                .param("variant", event.variant().toString())
                .param("model", event.variant().modelVersion().model())
                .param("version", event.variant().modelVersion().version())
                .param("digest", event.artifact().digest().raw())
                .param("size", event.artifact().sizeBytes())
                .param("score", event.minimumScore())
                .param("sequence", event.ledgerSequence())
                .param("at", SqlValues.at(event.changedAt()))
                .update();
        timeline.add(
                event.variant().modelVersion(),
                event.changedAt(),
                "champion",
                "%s is what %s should serve, ledger entry %d"
                        .formatted(event.variant().recipe(), event.target(), event.ledgerSequence()),
                context);
        if (written > 0) {
            announcer.fleet("target", event.target());
            announcer.model(event.variant().modelVersion());
        }
    }

    void noChampion(String target) {
        jdbc.sql("delete from view_champion where target = :target")
                .param("target", target)
                .update();
        announcer.fleet("target", target);
    }

    void node(NodeReported event, EventContext context) {
        int written = jdbc.sql("""
                        insert into view_node (node, target, state, variant, digest, ledger_sequence, rejected, reason,
                            reported_at)
                        values (:node, :target, :state, :variant, :digest, :sequence, :rejected, :reason, :at)
                        on conflict (node) do update set target = excluded.target, state = excluded.state,
                            variant = excluded.variant, digest = excluded.digest,
                            ledger_sequence = excluded.ledger_sequence, rejected = excluded.rejected,
                            reason = excluded.reason, reported_at = excluded.reported_at
                        where view_node.reported_at <= excluded.reported_at
                        """)
                .param("node", event.node())
                .param("target", event.target())
                .param("state", event.state().name())
                .param("variant", SqlValues.variant(event.variant()))
                .param("digest", SqlValues.digest(event.digest()))
                .param("sequence", event.ledgerSequence())
                .param("rejected", SqlValues.variant(event.rejected()))
                .param("reason", SqlValues.optionalText(event.reason()))
                .param("at", SqlValues.at(event.reportedAt()))
                .update();
        if (written > 0) {
            announcer.fleet("node", event.node());
        }
    }

    void noNode(String node) {
        jdbc.sql("delete from view_node where node = :node").param("node", node).update();
        announcer.fleet("node", node);
    }
}
