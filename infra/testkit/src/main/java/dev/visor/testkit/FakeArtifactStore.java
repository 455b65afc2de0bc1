package dev.visor.testkit;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store in memory; what is fetched lies in a temporary folder. */
public final class FakeArtifactStore implements ArtifactStore {
    private final Map<Sha256, byte[]> content = new ConcurrentHashMap<>();
    private @Nullable Path folder;

    @Override
    public Artifact put(InputStream stream, long limitBytes) {
        try {
            byte[] bytes = stream.readNBytes((int) Math.min(limitBytes + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limitBytes) {
                throw new VisorException(
                        ErrorCode.TOO_LARGE, "the content is larger than %d bytes".formatted(limitBytes));
            }
            return put(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Artifact put(Path file) {
        try {
            return put(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Artifact put(byte[] bytes) {
        Sha256 digest = Sha256.of(bytes);
        content.putIfAbsent(digest, bytes.clone());
        return new Artifact(digest, bytes.length);
    }

    @Override
    public synchronized Path fetch(Sha256 digest) {
        byte[] bytes = bytes(digest);
        try {
            if (folder == null) {
                folder = TemporaryFolders.create("visor-fake-store");
            }
            Path file = folder.resolve(digest.hex());
            if (!Files.exists(file)) {
                Files.write(file, bytes);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(Sha256 digest) {
        return new ByteArrayInputStream(bytes(digest));
    }

    @Override
    public boolean contains(Sha256 digest) {
        return content.containsKey(digest);
    }

    @Override
    public long sizeBytes(Sha256 digest) {
        return bytes(digest).length;
    }

    private byte[] bytes(Sha256 digest) {
        byte[] bytes = content.get(digest);
        if (bytes == null) {
            throw new VisorException(ErrorCode.NOT_FOUND, "artefact %s is not in the store".formatted(digest));
        }
        return bytes;
    }
}
