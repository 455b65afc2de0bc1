package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A variant of an upload: how far it is, and its file once there is one. */
@Entity
@Table(name = "variant_artifact")
@IdClass(VariantArtifact.Key.class)
class VariantArtifact {
    @Id
    private String model;

    @Id
    private int version;

    @Id
    private String recipe;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private VariantState state;

    @Convert(converter = DigestColumn.class)
    private @Nullable Sha256 digest;

    private @Nullable Long sizeBytes;

    /** The primary key. */
    record Key(String model, int version, String recipe) {
        static Key of(VariantId id) {
            return new Key(id.modelVersion().model(), id.modelVersion().version(), id.recipe());
        }
    }

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected VariantArtifact() {}

    VariantArtifact(VariantId id) {
        this.model = id.modelVersion().model();
        this.version = id.modelVersion().version();
        this.recipe = id.recipe();
        this.state = VariantState.PLANNED;
    }

    String recipe() {
        return recipe;
    }

    VariantState state() {
        return state;
    }

    /**
     * Notes that it came this far; a step back changes nothing.
     *
     * @return whether this is news
     */
    boolean reach(VariantState next) {
        if (next.compareTo(state) <= 0) {
            return false;
        }
        state = next;
        return true;
    }

    void file(Artifact artifact) {
        digest = artifact.digest();
        sizeBytes = artifact.sizeBytes();
    }

    Optional<Artifact> file() {
        return digest == null || sizeBytes == null ? Optional.empty() : Optional.of(new Artifact(digest, sizeBytes));
    }
}
