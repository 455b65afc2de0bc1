package dev.visor.ingest.manifest;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.detection.dataset.Finding;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads manifests and findings of datasets; the latest few are kept, since pages ask for the same again and again. */
@Component
public class Manifests {
    private static final int KEPT = 4;

    private final ArtifactStore store;
    private final Map<Sha256, DatasetManifest> manifests = kept();
    private final Map<Sha256, List<Finding>> findings = kept();

    Manifests(ArtifactStore store) {
        this.store = store;
    }

    /** The manifest of this digest. */
    public DatasetManifest manifest(Sha256 digest) {
        return read(manifests, digest, bytes -> ContractJson.MAPPER.readValue(bytes, DatasetManifest.class));
    }

    /** All findings of an import, in its order. */
    public List<Finding> findings(Sha256 digest) {
        return read(findings, digest, bytes -> List.of(ContractJson.MAPPER.readValue(bytes, Finding[].class)));
    }

    private <T> T read(Map<Sha256, T> kept, Sha256 digest, Function<byte[], T> parser) {
        synchronized (kept) {
            T known = kept.get(digest);
            if (known == null) {
                known = parser.apply(bytes(digest));
                kept.put(digest, known);
            }
            return known;
        }
    }

    private byte[] bytes(Sha256 digest) {
        try (InputStream in = store.open(digest)) {
            // Read to the end first: only then the store has verified the bytes.
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read artefact " + digest, e);
        }
    }

    private static <T> Map<Sha256, T> kept() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Sha256, T> eldest) {
                return size() > KEPT;
            }
        };
    }
}
