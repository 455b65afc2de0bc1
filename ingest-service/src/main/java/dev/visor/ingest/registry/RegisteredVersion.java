package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One upload of a model and where it is on its way. Its stage changes here and nowhere else. */
@Entity
@Table(name = "model_version")
@IdClass(ModelVersion.class)
class RegisteredVersion {
    @Id
    private String model;

    @Id
    private int version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ModelStage stage;

    private @Nullable String reason;
    private @Nullable String ruleId;

    @Convert(converter = DigestColumn.class)
    private Sha256 digest;

    private long sizeBytes;
    private @Nullable String manifest;
    private @Nullable String dataset;

    @Convert(converter = DigestColumn.class)
    private @Nullable Sha256 datasetDigest;

    private @Nullable String policy;
    private @Nullable Integer policyVersion;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> recipes;

    @Convert(converter = DigestColumn.class)
    private Sha256 fingerprint;

    private @Nullable String idempotencyKey;
    private boolean planned;
    private Instant uploadedAt;
    private Instant changedAt;
    private @Nullable Instant promotionAt;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected RegisteredVersion() {}

    RegisteredVersion(ModelVersion id, NewVersion upload, Instant now) {
        this.model = id.model();
        this.version = id.version();
        this.stage = ModelStage.UPLOADED;
        this.digest = upload.artifact().digest();
        this.sizeBytes = upload.artifact().sizeBytes();
        this.fingerprint = upload.request().fingerprint();
        this.idempotencyKey = upload.request().idempotencyKey();
        this.uploadedAt = now;
        this.changedAt = now;
        this.recipes = List.of();
        if (upload.outcome() instanceof NewVersion.Accepted accepted) {
            this.manifest = ContractJson.MAPPER.writeValueAsString(accepted.manifest());
            this.dataset = accepted.dataset();
            this.datasetDigest = accepted.datasetDigest();
            this.policy = accepted.policy().name();
            this.policyVersion = accepted.policyVersion();
            this.recipes = List.copyOf(accepted.recipes());
        }
    }

    ModelVersion id() {
        return new ModelVersion(model, version);
    }

    ModelStage stage() {
        return stage;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    Sha256 fingerprint() {
        return fingerprint;
    }

    boolean planned() {
        return planned;
    }

    /** It is known now which variants to expect. */
    void plan() {
        planned = true;
    }

    /**
     * Goes to the next stage if the table of transitions allows it.
     *
     * @return whether it did
     */
    boolean become(ModelStage next, Instant at) {
        if (!stage.canBecome(next)) {
            return false;
        }
        stage = next;
        changedAt = at;
        return true;
    }

    void explain(@Nullable String why) {
        reason = why;
    }

    void quarantine(String rule, String why, Instant at) {
        if (become(ModelStage.QUARANTINED, at)) {
            ruleId = rule;
            reason = why;
        }
    }

    /**
     * Takes in a promotion fact of this time, unless a newer one came before: facts may arrive twice and out of order,
     * the newest holds.
     *
     * @return whether it is the newest
     */
    boolean overtakes(Instant promotionFact) {
        if (promotionAt != null && !promotionFact.isAfter(promotionAt)) {
            return false;
        }
        promotionAt = promotionFact;
        return true;
    }

    VersionSummary summary() {
        return new VersionSummary(
                id(),
                stage,
                reason,
                ruleId,
                new Artifact(digest, sizeBytes),
                manifest == null ? null : ContractJson.MAPPER.readValue(manifest, DetectorManifest.class),
                dataset,
                policy,
                policyVersion,
                List.copyOf(recipes),
                uploadedAt);
    }
}
