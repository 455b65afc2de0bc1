package dev.visor.ingest.registry;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.ModelVersion;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RegisteredVersions extends Repository<RegisteredVersion, ModelVersion> {
    RegisteredVersion save(RegisteredVersion version);

    @Query("select v from RegisteredVersion v where v.model = :model and v.version = :version")
    Optional<RegisteredVersion> find(String model, int version);

    /** Waits for other writers of the version. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select v from RegisteredVersion v where v.model = :model and v.version = :version")
    Optional<RegisteredVersion> findForUpdate(String model, int version);

    @Query("""
            select v from RegisteredVersion v where v.model = :model and v.fingerprint = :fingerprint
            order by v.version desc limit 1""")
    Optional<RegisteredVersion> findNewestByFingerprint(String model, Sha256 fingerprint);

    @Query("select v from RegisteredVersion v where v.model = :model and v.idempotencyKey = :key")
    Optional<RegisteredVersion> findByIdempotencyKey(String model, String key);
}
