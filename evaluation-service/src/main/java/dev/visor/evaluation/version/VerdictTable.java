package dev.visor.evaluation.version;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verdicts in the database: an outcome on the variant, a row for each gate. */
@Component
public class VerdictTable {
    private final JdbcClient jdbc;

    VerdictTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps the verdict on a variant that has none. Must run in a transaction.
     *
     * @param caseFile what it is based on
     * @param championSequence ledger entry of the champion it compares with, 0 if there was none; null if the verdict is the
     *     same whoever is champion
     */
    public void add(VariantId id, Verdict verdict, Artifact caseFile, @Nullable Long championSequence, Instant at) {
        statement("""
                        update variant set outcome = :outcome, judged_at = :at, judged_against = :champion,
                            case_file = :file, case_file_size = :fileSize
                        where model = :model and version = :version and recipe = :recipe""", id)
                .param("outcome", verdict.outcome().name())
                .param("champion", championSequence)
                .param("file", caseFile.digest().raw())
                .param("fileSize", caseFile.sizeBytes())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        for (int i = 0; i < verdict.gates().size(); i++) {
            GateResult gate = verdict.gates().get(i);
            statement("""
                            insert into gate_result
                                (model, version, recipe, position, name, outcome, value, value_limit, reason,
                                 low, high, confidence, pictures_needed)
                            values (:model, :version, :recipe, :position, :name, :outcome, :value, :limit, :reason,
                                :low, :high, :confidence, :pictures)""", id)
                    .param("position", i)
                    .param("name", gate.name())
                    .param("outcome", gate.outcome().name())
                    .param("value", gate.value())
                    .param("limit", gate.limit())
                    .param("reason", gate.reason())
                    .param("low", gate.low())
                    .param("high", gate.high())
                    .param("confidence", gate.confidence())
                    .param("pictures", gate.picturesNeeded())
                    .update();
        }
    }

    /** Takes a verdict back, since what it compares with has changed. Must run in a transaction. */
    public void withdraw(VariantId id) {
        statement("delete from gate_result where model = :model and version = :version and recipe = :recipe", id)
                .update();
        statement("""
                        update variant set outcome = null, judged_at = null, judged_against = null,
                            case_file = null, case_file_size = null
                        where model = :model and version = :version and recipe = :recipe""", id).update();
    }

    /** The verdict on a variant, if there is one. */
    public Optional<Verdict> of(Variant variant) {
        Outcome outcome = variant.outcome();
        if (outcome == null) {
            return Optional.empty();
        }
        List<GateResult> gates = statement("""
                        select * from gate_result
                        where model = :model and version = :version and recipe = :recipe order by position""", variant.id())
                .query((row, number) -> new GateResult(
                        row.getString("name"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getObject("value", Double.class),
                        row.getObject("value_limit", Double.class),
                        row.getString("reason"),
                        row.getObject("low", Double.class),
                        row.getObject("high", Double.class),
                        row.getObject("confidence", Double.class),
                        row.getObject("pictures_needed", Integer.class)))
                .list();
        return Optional.of(new Verdict(outcome, gates));
    }

    private JdbcClient.StatementSpec statement(String sql, VariantId id) {
        return jdbc.sql(sql)
                .param("model", id.modelVersion().model())
                .param("version", id.modelVersion().version())
                .param("recipe", id.recipe());
    }
}
