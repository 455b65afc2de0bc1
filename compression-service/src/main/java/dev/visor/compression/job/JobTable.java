package dev.visor.compression.job;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs in PostgreSQL. */
@Repository
class JobTable {
    private static final String BY_VARIANT = " where model = :model and version = :version and recipe = :recipe";

    private final JdbcClient jdbc;

    JobTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a planned job unless it is there; answers whether it was added. */
    boolean plan(
            VariantId variant,
            Artifact model,
            DetectorManifest manifest,
            @Nullable Sha256 datasetDigest,
            Policy policy,
            int recipeVersion,
            Sha256 recipeDigest,
            Instant plannedAt) {
        return jdbc.sql("""
                        insert into job (model, version, recipe, state, model_digest, model_size_bytes, manifest,
                                         dataset_digest, policy, recipe_version, recipe_digest, planned_at)
                        values (:model, :version, :recipe, 'PLANNED', :digest, :size, :manifest, :dataset, :policy,
                                :recipeVersion, :recipeDigest, :plannedAt)
                        on conflict do nothing""")
                        .param("model", variant.modelVersion().model())
                        .param("version", variant.modelVersion().version())
                        .param("recipe", variant.recipe())
                        .param("digest", model.digest().raw())
                        .param("size", model.sizeBytes())
                        .param("manifest", ContractJson.MAPPER.writeValueAsString(manifest))
                        .param("dataset", datasetDigest == null ? null : datasetDigest.raw(), Types.BINARY)
                        .param("policy", ContractJson.MAPPER.writeValueAsString(policy))
                        .param("recipeVersion", recipeVersion)
                        .param("recipeDigest", recipeDigest.raw())
                        .param("plannedAt", Timestamp.from(plannedAt))
                        .update()
                == 1;
    }

    /** A worker begins. */
    void begin(VariantId variant, int attempt, Instant at) {
        jdbc.sql("update job set state = 'RUNNING', attempt = :attempt, started_at = :at, step = null, done = 0,"
                        + " total = 0" + BY_VARIANT + " and state in ('PLANNED', 'RUNNING')")
                .param("attempt", attempt)
                .param("at", Timestamp.from(at))
                .params(key(variant))
                .update();
    }

    /** How far a running job is. */
    void progress(VariantId variant, String step, long done, long total, String unit) {
        jdbc.sql("update job set step = :step, done = :done, total = :total, unit = :unit" + BY_VARIANT)
                .param("step", step)
                .param("done", done)
                .param("total", total)
                .param("unit", unit)
                .params(key(variant))
                .update();
    }

    /** It is made. Answers false if it had ended before. */
    boolean finish(VariantId variant, MadeVariant made, boolean reused, Instant at) {
        return jdbc.sql("update job set state = 'DONE', step = null, artifact_digest = :digest, artifact_size = :size,"
                                + " report = :report, tripwire = :tripwire, reused = :reused, finished_at = :at,"
                                + " tool_version = :tool, seed = :seed"
                                + BY_VARIANT + " and state not in ('DONE', 'FAILED')")
                        .param("digest", made.artifact().digest().raw())
                        .param("size", made.artifact().sizeBytes())
                        .param("report", ContractJson.MAPPER.writeValueAsString(made.report()))
                        .param("tripwire", made.tripwire())
                        .param("tool", made.provenance().toolVersion())
                        .param("seed", made.provenance().seed())
                        .param("reused", reused)
                        .param("at", Timestamp.from(at))
                        .params(key(variant))
                        .update()
                == 1;
    }

    /** It can't be made. Answers false if it had ended before. */
    boolean fail(VariantId variant, ErrorCode code, String reason, Instant at) {
        return jdbc.sql("update job set state = 'FAILED', step = null, error_code = :code, reason = :reason,"
                                + " finished_at = :at" + BY_VARIANT + " and state not in ('DONE', 'FAILED')")
                        .param("code", code.name())
                        .param("reason", reason)
                        .param("at", Timestamp.from(at))
                        .params(key(variant))
                        .update()
                == 1;
    }

    Optional<Job> find(VariantId variant) {
        return jdbc.sql("select * from job" + BY_VARIANT)
                .params(key(variant))
                .query((row, n) -> job(row))
                .optional();
    }

    /** The upload's own job; of the latest version if none is named. */
    Optional<Job> baseline(String model, @Nullable Integer version) {
        return jdbc.sql("""
                        select * from job where model = :model and recipe = :baseline
                            and (cast(:version as integer) is null or version = :version)
                        order by version desc limit 1""")
                .param("model", model)
                .param("baseline", VariantId.BASELINE)
                .param("version", version)
                .query((row, n) -> job(row))
                .optional();
    }

    /** The latest, newest first; of one model if it is given. */
    List<Job> latest(@Nullable String model, int limit) {
        return jdbc.sql("select * from job where cast(:model as text) is null or model = :model"
                        + " order by planned_at desc, model, version, recipe limit :limit")
                .param("model", model)
                .param("limit", limit)
                .query((row, n) -> job(row))
                .list();
    }

    private static Map<String, Object> key(VariantId variant) {
        return Map.of(
                "model", variant.modelVersion().model(),
                "version", variant.modelVersion().version(),
                "recipe", variant.recipe());
    }

    private static Job job(ResultSet row) throws SQLException {
        byte[] artifact = row.getBytes("artifact_digest");
        byte[] dataset = row.getBytes("dataset_digest");
        String policy = row.getString("policy");
        String report = row.getString("report");
        String code = row.getString("error_code");
        return new Job(
                new VariantId(new ModelVersion(row.getString("model"), row.getInt("version")), row.getString("recipe")),
                Job.State.valueOf(row.getString("state")),
                new Artifact(Sha256.ofRaw(row.getBytes("model_digest")), row.getLong("model_size_bytes")),
                ContractJson.MAPPER.readValue(row.getString("manifest"), DetectorManifest.class),
                dataset == null ? null : Sha256.ofRaw(dataset),
                policy == null ? null : ContractJson.MAPPER.readValue(policy, Policy.class),
                row.getObject("recipe_version", Integer.class),
                Sha256.ofRaw(row.getBytes("recipe_digest")),
                row.getString("step"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("unit"),
                row.getInt("attempt"),
                row.getBoolean("reused"),
                artifact == null ? null : new Artifact(Sha256.ofRaw(artifact), row.getLong("artifact_size")),
                report == null ? null : ContractJson.MAPPER.readValue(report, CompressionReport.class),
                row.getString("tripwire"),
                code == null ? null : ErrorCode.valueOf(code),
                row.getString("reason"),
                row.getTimestamp("planned_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
