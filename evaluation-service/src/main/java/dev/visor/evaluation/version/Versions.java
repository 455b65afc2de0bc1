package dev.visor.evaluation.version;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
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

/** Uploads and variants in the database. */
@Component
public class Versions {
    private final JdbcClient jdbc;

    Versions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the row if there is none, and keeps others from changing the upload until the transaction ends. */
    void lock(ModelVersion id) {
        statement("insert into model_version (model, version) values (:model, :version) on conflict do nothing", id)
                .update();
        statement("select 1 from model_version where model = :model and version = :version for update", id)
                .query(Integer.class)
                .single();
    }

    /** The upload, once it is registered. */
    public Optional<Upload> upload(ModelVersion id) {
        return statement("""
                        select * from model_version
                        where model = :model and version = :version and registered_at is not null""", id).query((row, number) -> upload(id, row)).optional();
    }

    /** Keeps the upload, unless it is known; answers whether it was kept. */
    boolean register(Upload upload) {
        Sha256 dataset = upload.datasetDigest();
        return statement("""
                        update model_version
                        set digest = :digest, size_bytes = :size, manifest = :manifest, dataset = :dataset,
                            dataset_digest = :datasetDigest, policy = :policy, registered_at = :at
                        where model = :model and version = :version and registered_at is null""", upload.modelVersion())
                        .param("digest", upload.artifact().digest().raw())
                        .param("size", upload.artifact().sizeBytes())
                        .param("manifest", ContractJson.MAPPER.writeValueAsString(upload.manifest()))
                        .param("dataset", upload.dataset())
                        .param("datasetDigest", dataset == null ? null : dataset.raw())
                        .param("policy", ContractJson.MAPPER.writeValueAsString(upload.policy()))
                        .param("at", upload.registeredAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void plan(ModelVersion id, List<VariantId> variants, Instant at) {
        statement("""
                        update model_version set planned_at = :at
                        where model = :model and version = :version and planned_at is null""", id).param("at", at.atOffset(ZoneOffset.UTC)).update();
        variants.forEach(v -> statement("""
                        insert into variant (model, version, recipe, planned, state)
                        values (:model, :version, :recipe, true, 'ANNOUNCED')
                        on conflict (model, version, recipe) do update set planned = true""", v).update());
    }

    boolean isPlanned(ModelVersion id) {
        return isSet("planned_at", id);
    }

    boolean isDecided(ModelVersion id) {
        return isSet("decided_at", id);
    }

    void decided(ModelVersion id) {
        statement("update model_version set decided_at = now() where model = :model and version = :version", id)
                .update();
    }

    /** All variants of an upload, the baseline first, then by recipe. */
    public List<Variant> variants(ModelVersion id) {
        return statement("""
                        select * from variant where model = :model and version = :version
                        order by recipe <> 'baseline', recipe""", id).query((row, number) -> variant(row)).list();
    }

    /** One variant. */
    public Optional<Variant> variant(VariantId id) {
        return statement("select * from variant where model = :model and version = :version and recipe = :recipe", id)
                .query((row, number) -> variant(row))
                .optional();
    }

    /**
     * The variant that a request names.
     *
     * @param written model.version.recipe
     * @throws VisorException {@code INVALID_REQUEST} if it isn't written so, {@code NOT_FOUND} if there is none
     */
    public Variant named(String written) {
        VariantId id;
        try {
            id = VariantId.parse(written);
        } catch (IllegalArgumentException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "a variant is written model.version.recipe, was '%s'".formatted(written),
                    e);
        }
        return variant(id)
                .orElseThrow(
                        () -> new VisorException(ErrorCode.NOT_FOUND, "variant '%s' is not known here".formatted(id)));
    }

    void made(VariantId id, Artifact artifact, DetectorManifest manifest, VariantState state, @Nullable String reason) {
        statement("""
                        insert into variant (model, version, recipe, planned, state, digest, size_bytes, manifest, reason)
                        values (:model, :version, :recipe, false, :state, :digest, :size, :manifest, :reason)
                        on conflict (model, version, recipe) do update
                        set state = excluded.state, digest = excluded.digest, size_bytes = excluded.size_bytes,
                            manifest = excluded.manifest, reason = excluded.reason""", id)
                .param("state", state.name())
                .param("digest", artifact.digest().raw())
                .param("size", artifact.sizeBytes())
                .param("manifest", ContractJson.MAPPER.writeValueAsString(manifest))
                .param("reason", reason)
                .update();
    }

    void ended(VariantId id, VariantState state, String reason) {
        statement("""
                        insert into variant (model, version, recipe, planned, state, reason)
                        values (:model, :version, :recipe, false, :state, :reason)
                        on conflict (model, version, recipe) do update
                        set state = excluded.state, reason = excluded.reason""", id).param("state", state.name()).param("reason", reason).update();
    }

    void measured(VariantId id, Sha256 evaluation) {
        statement("""
                        update variant set state = 'MEASURED', evaluation = :evaluation
                        where model = :model and version = :version and recipe = :recipe""", id).param("evaluation", evaluation.raw()).update();
    }

    /** The variant waits to be measured again. */
    void unmeasured(VariantId id) {
        statement("""
                        update variant set state = 'READY', evaluation = null
                        where model = :model and version = :version and recipe = :recipe""", id).update();
    }

    /** The dataset that all variants of an upload are judged on: this one, unless there is one already. */
    public Sha256 pinDataset(ModelVersion id, Sha256 digest) {
        return pin("dataset_digest", id, digest);
    }

    /** The same of the policy's second dataset. */
    public Sha256 pinSecondDataset(ModelVersion id, Sha256 digest) {
        return pin("second_dataset_digest", id, digest);
    }

    private Sha256 pin(String column, ModelVersion id, Sha256 digest) {
        return Sha256.ofRaw(statement("""
                        update model_version set %1$s = coalesce(%1$s, :digest)
                        where model = :model and version = :version returning %1$s""".formatted(column), id)
                .param("digest", digest.raw())
                .query(byte[].class)
                .single());
    }

    private boolean isSet(String column, ModelVersion id) {
        return statement(
                        "select " + column
                                + " is not null from model_version where model = :model and version = :version",
                        id)
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec statement(String sql, ModelVersion id) {
        return jdbc.sql(sql).param("model", id.model()).param("version", id.version());
    }

    private JdbcClient.StatementSpec statement(String sql, VariantId id) {
        return statement(sql, id.modelVersion()).param("recipe", id.recipe());
    }

    private static Upload upload(ModelVersion id, ResultSet row) throws SQLException {
        byte[] dataset = row.getBytes("dataset_digest");
        byte[] second = row.getBytes("second_dataset_digest");
        return new Upload(
                id,
                new Artifact(Sha256.ofRaw(row.getBytes("digest")), row.getLong("size_bytes")),
                ContractJson.MAPPER.readValue(row.getString("manifest"), DetectorManifest.class),
                row.getString("dataset"),
                dataset == null ? null : Sha256.ofRaw(dataset),
                second == null ? null : Sha256.ofRaw(second),
                ContractJson.MAPPER.readValue(row.getString("policy"), Policy.class),
                row.getObject("registered_at", OffsetDateTime.class).toInstant());
    }

    private static Variant variant(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("digest");
        byte[] evaluation = row.getBytes("evaluation");
        String manifest = row.getString("manifest");
        String outcome = row.getString("outcome");
        byte[] file = row.getBytes("case_file");
        return new Variant(
                new VariantId(new ModelVersion(row.getString("model"), row.getInt("version")), row.getString("recipe")),
                row.getBoolean("planned"),
                VariantState.valueOf(row.getString("state")),
                digest == null ? null : new Artifact(Sha256.ofRaw(digest), row.getLong("size_bytes")),
                manifest == null ? null : ContractJson.MAPPER.readValue(manifest, DetectorManifest.class),
                row.getString("reason"),
                evaluation == null ? null : Sha256.ofRaw(evaluation),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getObject("judged_against", Long.class),
                file == null ? null : new Artifact(Sha256.ofRaw(file), row.getLong("case_file_size")));
    }
}
