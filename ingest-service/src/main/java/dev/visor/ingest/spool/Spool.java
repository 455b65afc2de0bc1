package dev.visor.ingest.spool;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.IngestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Receives bytes from outside into files of their own, digesting them while they arrive. Whatever goes wrong, nothing
 * stays behind; what a killed process left is cleared at the next start.
 */
@Component
public class Spool {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    Spool(IngestSettings settings) {
        this.folder = settings.spool();
        try {
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                for (Path path : left.toList()) {
                    FileSystemUtils.deleteRecursively(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder %s (visor.ingest.spool) must be writable".formatted(folder.toAbsolutePath()), e);
        }
    }

    /**
     * Receives a stream to its end.
     *
     * @param what is received, for messages: {@code model}
     * @param declaredBytes how many bytes were announced; −1 if unknown
     * @param limitBytes most bytes taken
     * @param setting name of the setting behind the limit
     * @throws VisorException {@code TOO_LARGE}, before reading if the announcement says so; {@code STORE_FULL};
     *     {@code INVALID_REQUEST} if the stream breaks off or is empty
     */
    public SpooledFile receive(String what, InputStream in, long declaredBytes, long limitBytes, String setting) {
        refuseIfTooLarge(what, declaredBytes, limitBytes, setting);
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (declaredBytes > usable) {
                throw new VisorException(
                        ErrorCode.STORE_FULL,
                        "the %s has %d bytes but the disk has room for %d; free some and try again"
                                .formatted(what, declaredBytes, usable));
            }
            Path file = Files.createTempFile(folder, what + "-", ".part");
            boolean complete = false;
            try {
                SpooledFile received = new SpooledFile(file, copy(what, in, file, declaredBytes, limitBytes, setting));
                complete = true;
                return received;
            } finally {
                if (!complete) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new VisorException(
                    ErrorCode.STORE_FULL, "the %s could not be written: %s".formatted(what, e.getMessage()), e);
        }
    }

    /** An empty folder beside the received files. */
    public SpoolFolder folder(String what) {
        try {
            return new SpoolFolder(Files.createTempDirectory(folder, what + "-"));
        } catch (IOException e) {
            throw new VisorException(ErrorCode.STORE_FULL, "no folder could be made: %s".formatted(e.getMessage()), e);
        }
    }

    /** Refuses an announced size above the limit. */
    public static void refuseIfTooLarge(String what, long declaredBytes, long limitBytes, String setting) {
        if (declaredBytes > limitBytes) {
            throw tooLarge(what, declaredBytes + " bytes", limitBytes, setting);
        }
    }

    private static Artifact copy(
            String what, InputStream in, Path file, long declaredBytes, long limitBytes, String setting)
            throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long size = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = read(what, in, buffer, size); n >= 0; n = read(what, in, buffer, size)) {
                size += n;
                if (size > limitBytes) {
                    throw tooLarge(what, "more", limitBytes, setting);
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        if (declaredBytes >= 0 && size != declaredBytes) {
            throw brokenOff(what, "%d of %d bytes".formatted(size, declaredBytes), null);
        }
        if (size == 0) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "the body is empty; send the %s's bytes as the body".formatted(what));
        }
        return new Artifact(Sha256.ofRaw(digest.digest()), size);
    }

    private static int read(String what, InputStream in, byte[] buffer, long before) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw brokenOff(what, before + " bytes", e);
        }
    }

    private static VisorException brokenOff(String what, String got, @org.jspecify.annotations.Nullable IOException e) {
        String message = "the %s broke off after %s; nothing was kept, send it again".formatted(what, got);
        return e == null
                ? new VisorException(ErrorCode.INVALID_REQUEST, message)
                : new VisorException(ErrorCode.INVALID_REQUEST, message, e);
    }

    private static VisorException tooLarge(String what, String size, long limitBytes, String setting) {
        return new VisorException(
                ErrorCode.TOO_LARGE,
                "the %s may have %d bytes but has %s; the operator can raise %s"
                        .formatted(what, limitBytes, size, setting));
    }
}
