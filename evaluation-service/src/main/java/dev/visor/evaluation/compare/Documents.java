package dev.visor.evaluation.compare;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.web.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Documents that are computed once, when they are first asked for, and kept as artefacts. One is computed at a time, since
 * resampling takes all processors; others wait.
 */
@Component
class Documents {
    private final JdbcClient jdbc;
    private final ArtifactStore store;
    private final Turn turn = new Turn("other comparisons are still computed", Duration.ofMinutes(2));

    Documents(JdbcClient jdbc, ArtifactStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /**
     * The document of a key.
     *
     * @param key digest of all that it depends on
     * @throws VisorException {@code BUSY} if others are computed for too long
     */
    byte[] of(Sha256 key, Supplier<byte[]> compute) {
        return find(key).orElseGet(() -> {
            try (Turn.Taken _ = turn.take()) {
                return find(key).orElseGet(() -> keep(key, compute.get()));
            }
        });
    }

    private Optional<byte[]> find(Sha256 key) {
        return jdbc.sql("select digest from document where key = :key")
                .param("key", key.raw())
                .query(byte[].class)
                .optional()
                .map(Sha256::ofRaw)
                .filter(store::contains)
                .map(store::read);
    }

    private byte[] keep(Sha256 key, byte[] bytes) {
        Artifact kept = store.put(bytes);
        jdbc.sql("""
                insert into document (key, digest, size_bytes) values (:key, :digest, :size)
                on conflict (key) do update set digest = excluded.digest, size_bytes = excluded.size_bytes""")
                .param("key", key.raw())
                .param("digest", kept.digest().raw())
                .param("size", kept.sizeBytes())
                .update();
        return bytes;
    }
}
