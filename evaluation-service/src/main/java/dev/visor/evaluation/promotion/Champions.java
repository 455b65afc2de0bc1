package dev.visor.evaluation.promotion;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.verdict.CurrentChampion;
import dev.visor.evaluation.version.Versions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Champions in the database: terms are only ever added, and each target points to the one that holds. */
@Component
class Champions implements CurrentChampion {
    private static final String CURRENT = "select t.* from champion c join champion_term t on t.sequence = c.sequence";

    private final JdbcClient jdbc;
    private final Versions versions;

    Champions(JdbcClient jdbc, Versions versions) {
        this.jdbc = jdbc;
        this.versions = versions;
    }

    @Override
    public Optional<Reigning> of(String target) {
        return named(target)
                .map(c -> new Reigning(
                        c.sequence(),
                        c.variant(),
                        new EvaluationPlan.Model(
                                c.artifact(),
                                c.manifest(),
                                versions.upload(c.variant().modelVersion())
                                        .map(upload -> upload.policy().classMap())
                                        .orElse(null))));
    }

    Optional<Champion> named(String target) {
        return jdbc.sql(CURRENT + " where c.target = :target")
                .param("target", target)
                .query((row, number) -> champion(row))
                .optional();
    }

    /** Who was champion of a target at a time, as the ledger says; empty if no one was. */
    Optional<Champion> at(String target, Instant time) {
        return jdbc.sql("""
                        select t.* from champion_term t
                        where t.sequence = (select max(l.sequence) from ledger l
                                            where l.target = :target and l.decided_at <= :time)""")
                .param("target", target)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query((row, number) -> champion(row))
                .optional();
    }

    List<Champion> all() {
        return jdbc.sql(CURRENT + " order by c.target")
                .query((row, number) -> champion(row))
                .list();
    }

    /** Who an entry named. */
    Optional<Champion> term(long sequence) {
        return jdbc.sql("select * from champion_term where sequence = :sequence")
                .param("sequence", sequence)
                .query((row, number) -> champion(row))
                .optional();
    }

    /**
     * Names a champion in place of another.
     *
     * @param former who must hold now; null if no one may
     */
    void name(Champion champion, @Nullable Champion former) {
        jdbc.sql("""
                insert into champion_term (sequence, target, model, version, recipe, digest, size_bytes, manifest,
                    minimum_score, class_minimum_scores, predecessor, since)
                values (:sequence, :target, :model, :version, :recipe, :digest, :size, :manifest,
                    :minimumScore, :classMinimumScores, :predecessor, :since)""")
                .param("sequence", champion.sequence())
                .param("target", champion.target())
                .param("model", champion.variant().modelVersion().model())
                .param("version", champion.variant().modelVersion().version())
                .param("recipe", champion.variant().recipe())
                .param("digest", champion.artifact().digest().raw())
                .param("size", champion.artifact().sizeBytes())
                .param("manifest", ContractJson.MAPPER.writeValueAsString(champion.manifest()))
                .param("minimumScore", champion.minimumScore())
                .param("classMinimumScores", ContractJson.MAPPER.writeValueAsString(champion.classMinimumScores()))
                .param("predecessor", champion.predecessor())
                .param("since", champion.since().atOffset(ZoneOffset.UTC))
                .update();
        int changed = former == null
                ? jdbc.sql("""
                                insert into champion (target, sequence) values (:target, :sequence)
                                on conflict (target) do nothing""")
                        .param("target", champion.target())
                        .param("sequence", champion.sequence())
                        .update()
                : jdbc.sql("update champion set sequence = :sequence where target = :target and sequence = :former")
                        .param("target", champion.target())
                        .param("sequence", champion.sequence())
                        .param("former", former.sequence())
                        .update();
        requireChanged(changed, champion.target());
    }

    /** Leaves a target without a champion. */
    void remove(Champion former) {
        requireChanged(
                jdbc.sql("delete from champion where target = :target and sequence = :former")
                        .param("target", former.target())
                        .param("former", former.sequence())
                        .update(),
                former.target());
    }

    private static void requireChanged(int rows, String target) {
        if (rows != 1) {
            throw new VisorException(
                    ErrorCode.CONFLICT, "the champion of '%s' was changed meanwhile; look again".formatted(target));
        }
    }

    private static Champion champion(ResultSet row) throws SQLException {
        return new Champion(
                row.getLong("sequence"),
                row.getString("target"),
                new VariantId(new ModelVersion(row.getString("model"), row.getInt("version")), row.getString("recipe")),
                new Artifact(Sha256.ofRaw(row.getBytes("digest")), row.getLong("size_bytes")),
                ContractJson.MAPPER.readValue(row.getString("manifest"), DetectorManifest.class),
                row.getDouble("minimum_score"),
                List.of(ContractJson.MAPPER.readValue(row.getString("class_minimum_scores"), Double[].class)),
                row.getObject("predecessor", Long.class),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
