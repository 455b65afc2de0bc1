package dev.visor.ingest.registry;

import dev.visor.contracts.model.ModelVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that happened to a version, for people; never changed. */
@Entity
@Immutable
@Table(name = "model_timeline")
class TimelineEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String model;
    private int version;
    private Instant at;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ModelStage stage;

    private String words;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected TimelineEntry() {}

    TimelineEntry(ModelVersion version, Instant at, ModelStage stage, String words) {
        this.model = version.model();
        this.version = version.version();
        this.at = at;
        this.stage = stage;
        this.words = words;
    }
}
