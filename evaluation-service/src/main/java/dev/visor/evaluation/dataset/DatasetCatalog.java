package dev.visor.evaluation.dataset;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.artifact.ArtifactStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Datasets by name and by digest. */
@Component
public class DatasetCatalog {
    private static final int KEPT = 3;

    private final JdbcClient jdbc;
    private final ArtifactStore store;
    private final Map<Sha256, DatasetManifest> latest = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sha256, DatasetManifest> eldest) {
            return size() > KEPT;
        }
    };

    DatasetCatalog(JdbcClient jdbc, ArtifactStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** The digest that a dataset's name stands for now. */
    public Optional<Sha256> find(String name) {
        return jdbc.sql("select digest from dataset where name = :name")
                .param("name", name)
                .query(byte[].class)
                .optional()
                .map(Sha256::ofRaw);
    }

    /**
     * The same of a dataset that there must be.
     *
     * @throws VisorException {@code INVALID_DATASET} if it is not imported
     */
    public Sha256 named(String name) {
        return find(name)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "dataset '%s' is not imported; import it and upload again".formatted(name)));
    }

    /** The judged split of a dataset version. */
    public LabelledPictures judgedSplit(Sha256 digest) {
        return LabelledPictures.of(digest, manifest(digest));
    }

    /** The last few are kept: variants of an upload, and shards of a look, ask for the same. */
    private DatasetManifest manifest(Sha256 digest) {
        synchronized (latest) {
            DatasetManifest known = latest.get(digest);
            if (known != null) {
                return known;
            }
        }
        DatasetManifest manifest = ContractJson.MAPPER.readValue(store.read(digest), DatasetManifest.class);
        synchronized (latest) {
            latest.put(digest, manifest);
        }
        return manifest;
    }

    void imported(String name, Sha256 digest, Instant at) {
        jdbc.sql("""
                insert into dataset (name, digest, imported_at) values (:name, :digest, :at)
                on conflict (name) do update set digest = excluded.digest, imported_at = excluded.imported_at
                where dataset.imported_at < excluded.imported_at""")
                .param("name", name)
                .param("digest", digest.raw())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
