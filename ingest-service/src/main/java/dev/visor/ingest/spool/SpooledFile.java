package dev.visor.ingest.spool;

import dev.visor.contracts.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A received file that nothing has read yet; gone when closed.
 *
 * @param path where it lies
 * @param artifact its digest and size
 */
public record SpooledFile(Path path, Artifact artifact) implements AutoCloseable {
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
