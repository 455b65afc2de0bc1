package dev.visor.compression.job;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.Provenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was made before, by everything that it depends on. */
@Repository
class ResultTable {
    private final JdbcClient jdbc;

    ResultTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A result that says what it was made of; older ones are made again. */
    Optional<MadeVariant> find(Sha256 contentKey) {
        return jdbc.sql("select * from result where content_key = :key and tool_version is not null")
                .param("key", contentKey.raw())
                .query((row, n) -> new MadeVariant(
                        new Artifact(Sha256.ofRaw(row.getBytes("artifact_digest")), row.getLong("artifact_size")),
                        ContractJson.MAPPER.readValue(row.getString("report"), CompressionReport.class),
                        row.getString("tripwire"),
                        provenance(row)))
                .optional();
    }

    private static Provenance provenance(ResultSet row) throws SQLException {
        byte[] dataset = row.getBytes("dataset_digest");
        return new Provenance(
                Sha256.ofRaw(row.getBytes("model_digest")),
                row.getString("recipe"),
                row.getInt("recipe_version"),
                Sha256.ofRaw(row.getBytes("recipe_digest")),
                dataset == null ? null : Sha256.ofRaw(dataset),
                row.getString("tool_version"),
                row.getLong("seed"));
    }

    void keep(Sha256 contentKey, MadeVariant made, Instant at) {
        Provenance of = made.provenance();
        Sha256 dataset = of.dataset();
        jdbc.sql("""
                        insert into result (content_key, artifact_digest, artifact_size, report, tripwire, model_digest,
                                            recipe, recipe_version, recipe_digest, dataset_digest, tool_version, seed,
                                            made_at)
                        values (:key, :digest, :size, :report, :tripwire, :model, :recipe, :recipeVersion,
                                :recipeDigest, :dataset, :tool, :seed, :at)
                        on conflict do nothing""")
                .param("key", contentKey.raw())
                .param("digest", made.artifact().digest().raw())
                .param("size", made.artifact().sizeBytes())
                .param("report", ContractJson.MAPPER.writeValueAsString(made.report()))
                .param("tripwire", made.tripwire())
                .param("model", of.parent().raw())
                .param("recipe", of.recipe())
                .param("recipeVersion", of.recipeVersion())
                .param("recipeDigest", of.recipeDigest().raw())
                .param("dataset", dataset == null ? null : dataset.raw(), Types.BINARY)
                .param("tool", of.toolVersion())
                .param("seed", of.seed())
                .param("at", Timestamp.from(at))
                .update();
    }
}
