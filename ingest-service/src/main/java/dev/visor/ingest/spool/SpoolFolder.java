package dev.visor.ingest.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A folder that is gone, with all that is in it, when closed.
 *
 * @param path where it lies
 */
public record SpoolFolder(Path path) implements AutoCloseable {
    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
