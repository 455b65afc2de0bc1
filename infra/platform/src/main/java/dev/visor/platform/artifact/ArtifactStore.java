package dev.visor.platform.artifact;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Bytes under their SHA-256. Same bytes, same key: storing what is there already changes nothing, and nothing is ever
 * changed or deleted.
 *
 * <p>Failures are {@link dev.visor.contracts.error.VisorException}: {@code NOT_FOUND} for a digest that isn't here,
 * {@code ARTIFACT_CORRUPT} for bytes that don't have their digest any more, {@code TOO_LARGE}, {@code STORE_FULL}.
 */
public interface ArtifactStore {
    /**
     * Stores a stream, digesting it while it arrives. The stream is read to its end but not closed.
     *
     * @param limitBytes most bytes taken; one more is {@code TOO_LARGE} and leaves no trace
     */
    Artifact put(InputStream content, long limitBytes);

    /** Stores a copy of a file. */
    Artifact put(Path file);

    /** Stores these bytes. */
    Artifact put(byte[] content);

    /** A local file with these bytes, verified now; read only, and it must not be changed or moved. */
    Path fetch(Sha256 digest);

    /**
     * The bytes as a stream that verifies while it is read: the read that would answer the end throws
     * {@code ARTIFACT_CORRUPT} if what was read does not have this digest.
     */
    InputStream open(Sha256 digest);

    /** All the bytes, verified; for what has its place in memory. */
    default byte[] read(Sha256 digest) {
        try (InputStream content = open(digest)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("artefact %s can't be read".formatted(digest), e);
        }
    }

    /** Whether it is here, unverified. */
    boolean contains(Sha256 digest);

    /** Its size in bytes, unverified. */
    long sizeBytes(Sha256 digest);
}
