package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ModelQuarantined;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.ingest.NameLock;
import dev.visor.platform.messaging.EventPublisher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which models and versions there are. */
@Service
public class Registry {
    private final RegisteredVersions versions;
    private final VariantArtifacts variants;
    private final Timeline timeline;
    private final NameLock names;
    private final JdbcClient jdbc;
    private final EventPublisher events;
    private final Clock clock;

    Registry(
            RegisteredVersions versions,
            VariantArtifacts variants,
            Timeline timeline,
            NameLock names,
            JdbcClient jdbc,
            EventPublisher events,
            Clock clock) {
        this.versions = versions;
        this.variants = variants;
        this.timeline = timeline;
        this.names = names;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes an upload a version, and tells so in the same transaction. The same upload again is the version that it
     * became.
     *
     * @throws VisorException {@code CONFLICT} if the idempotency key stands for another upload
     */
    @Transactional
    public Registration register(NewVersion upload) {
        names.lock("model", upload.model());
        Optional<RegisteredVersion> known = known(upload);
        if (known.isPresent()) {
            return new Registration(known.get().summary(), false);
        }
        Instant now = clock.instant();
        ModelVersion id = new ModelVersion(upload.model(), nextNumber(upload.model(), now));
        RegisteredVersion version = versions.save(new RegisteredVersion(id, upload, now));
        tell(version, now, "received, %s".formatted(size(upload.artifact())));
        switch (upload.outcome()) {
            case NewVersion.Accepted accepted -> accept(version, upload.artifact(), accepted, now);
            case NewVersion.Unsafe unsafe -> {
                version.quarantine(unsafe.ruleId(), unsafe.reason(), now);
                tell(version, now, "quarantined by rule %s: %s".formatted(unsafe.ruleId(), unsafe.reason()));
                events.publish(new ModelQuarantined(id, upload.artifact(), unsafe.ruleId(), unsafe.reason(), now));
            }
        }
        return new Registration(version.summary(), true);
    }

    /** The version, if there is one of this number. */
    @Transactional(readOnly = true)
    public Optional<VersionSummary> find(ModelVersion id) {
        return versions.find(id.model(), id.version()).map(RegisteredVersion::summary);
    }

    /**
     * A variant's file.
     *
     * @throws VisorException {@code NOT_FOUND} if there is no such version or variant, or it isn't made yet
     */
    @Transactional(readOnly = true)
    public Artifact artifact(VariantId id) {
        ModelVersion version = id.modelVersion();
        RegisteredVersion registered = versions.find(version.model(), version.version())
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "model '%s' has no version %d".formatted(version.model(), version.version())));
        if (id.isBaseline()) {
            return registered.summary().artifact();
        }
        List<VariantArtifact> all = variants.findAllOf(version.model(), version.version());
        return variants.findById(VariantArtifact.Key.of(id))
                .flatMap(VariantArtifact::file)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "version %s has no file of the recipe '%s'; it has %s"
                                .formatted(version, id.recipe(), madeRecipes(all))));
    }

    private static List<String> madeRecipes(List<VariantArtifact> all) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(VariantId.BASELINE),
                        all.stream().filter(v -> v.file().isPresent()).map(VariantArtifact::recipe))
                .distinct()
                .toList();
    }

    private Optional<RegisteredVersion> known(NewVersion upload) {
        String key = upload.request().idempotencyKey();
        if (key != null) {
            Optional<RegisteredVersion> named = versions.findByIdempotencyKey(upload.model(), key);
            if (named.isPresent()) {
                if (!named.get().fingerprint().equals(upload.request().fingerprint())) {
                    throw new VisorException(
                            ErrorCode.CONFLICT,
                            "the Idempotency-Key '%s' stands for version %s, which has another file or other parameters; use a new key"
                                    .formatted(key, named.get().id()));
                }
                return named;
            }
        }
        return upload.request().force()
                ? Optional.empty()
                : versions.findNewestByFingerprint(
                        upload.model(), upload.request().fingerprint());
    }

    private void accept(RegisteredVersion version, Artifact file, NewVersion.Accepted accepted, Instant now) {
        version.become(ModelStage.COMPRESSING, now);
        tell(
                version,
                now,
                "safe; %s with %d classes, to be judged on %s by policy %s"
                        .formatted(
                                accepted.manifest().family(),
                                accepted.manifest().classes().size(),
                                accepted.dataset(),
                                accepted.policy().name()));
        events.publish(new ModelRegistered(
                version.id(),
                file,
                accepted.manifest(),
                accepted.dataset(),
                accepted.datasetDigest(),
                accepted.policy(),
                accepted.recipes(),
                now));
    }

    /** Counts up in the caller's transaction: a version that isn't made after all leaves no gap. */
    private int nextNumber(String model, Instant now) {
        return jdbc.sql("""
                        insert into model (name, last_version, created_at) values (?, 1, ?)
                        on conflict (name) do update set last_version = model.last_version + 1
                        returning last_version""")
                .params(model, Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    private void tell(RegisteredVersion version, Instant at, String words) {
        timeline.save(new TimelineEntry(version.id(), at, version.stage(), words));
    }

    private static String size(Artifact file) {
        return file.sizeBytes() < 1_000_000
                ? "%d bytes".formatted(file.sizeBytes())
                : String.format(Locale.ROOT, "%.1f MB", file.sizeBytes() / 1e6);
    }
}
