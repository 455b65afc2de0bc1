package dev.visor.evaluation.promotion;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Promotions in the database. */
@Component
class Promotions {
    private final JdbcClient jdbc;

    Promotions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A promotion.
     *
     * @param variant the promoted variant
     * @param target where
     * @param state how far it is
     * @param sequence the ledger entry it stands or falls with
     */
    record Promotion(VariantId variant, String target, PromotionState state, long sequence) {}

    void started(VariantId variant, String target, long sequence) {
        insert(variant.modelVersion(), target, variant.recipe(), PromotionState.STARTED, sequence, null);
    }

    void refused(ModelVersion version, String target, String reason) {
        insert(version, target, null, PromotionState.REFUSED, null, reason);
    }

    private void insert(
            ModelVersion version,
            String target,
            @Nullable String recipe,
            PromotionState state,
            @Nullable Long sequence,
            @Nullable String reason) {
        statement("""
                        insert into promotion
                            (model, version, target, recipe, state, sequence, reason, started_at, changed_at)
                        values (:model, :version, :target, :recipe, :state, :sequence, :reason, now(), now())""", version)
                .param("target", target)
                .param("recipe", recipe)
                .param("state", state.name())
                .param("sequence", sequence)
                .param("reason", reason)
                .update();
    }

    /** The promotion of an upload, unless it was refused. */
    Optional<Promotion> of(ModelVersion version) {
        return statement("""
                        select * from promotion
                        where model = :model and version = :version and recipe is not null""", version).query((row, number) -> promotion(row)).optional();
    }

    /** The promotion to a target that no node serves yet. There is at most one: a later one overtakes it. */
    Optional<Promotion> inFlight(String target) {
        return jdbc.sql("select * from promotion where target = :target and state = 'STARTED'")
                .param("target", target)
                .query((row, number) -> promotion(row))
                .optional();
    }

    /** The newest variant of a later upload of the same model that was promoted to the target and not withdrawn. */
    Optional<VariantId> laterThan(ModelVersion version, String target) {
        return statement("""
                        select * from promotion
                        where model = :model and version > :version and target = :target
                          and state in ('STARTED', 'COMPLETED', 'OVERTAKEN')
                        order by version desc limit 1""", version)
                .param("target", target)
                .query((row, number) -> promotion(row).variant())
                .optional();
    }

    /** Lets something happen to a promotion; answers whether that changed its state. */
    boolean happened(Promotion promotion, PromotionTrigger trigger, long sequence, @Nullable String reason) {
        PromotionState next = PromotionTransitions.next(promotion.state(), trigger);
        if (next == promotion.state()) {
            return false;
        }
        int rows = statement("""
                        update promotion set state = :next, sequence = :sequence, reason = :reason, changed_at = now()
                        where model = :model and version = :version and state = :state""", promotion.variant().modelVersion())
                .param("next", next.name())
                .param("sequence", sequence)
                .param("reason", reason)
                .param("state", promotion.state().name())
                .update();
        if (rows != 1) {
            throw new VisorException(
                    ErrorCode.CONFLICT, "the promotion of %s was changed meanwhile".formatted(promotion.variant()));
        }
        return true;
    }

    private JdbcClient.StatementSpec statement(String sql, ModelVersion version) {
        return jdbc.sql(sql).param("model", version.model()).param("version", version.version());
    }

    private static Promotion promotion(ResultSet row) throws SQLException {
        return new Promotion(
                new VariantId(new ModelVersion(row.getString("model"), row.getInt("version")), row.getString("recipe")),
                row.getString("target"),
                PromotionState.valueOf(row.getString("state")),
                row.getLong("sequence"));
    }
}
