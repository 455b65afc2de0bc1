package dev.visor.platform.artifact;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artefacts as files {@code ab/cd/<digest>} in a folder. A new one is written to {@code .incoming} beside them, forced to
 * the disk and renamed, so that a name always stands for whole bytes. Several processes may share the folder.
 */
public final class FileArtifactStore implements ArtifactStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileArtifactStore.class);
    private static final Duration STALE = Duration.ofHours(24);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path root;
    private final Path incoming;

    /** Opens the store, making the folder if needed, and removes what uploads left behind more than a day ago. */
    public FileArtifactStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve(".incoming");
        try {
            Files.createDirectories(incoming);
            sweep(Instant.now().minus(STALE));
        } catch (IOException e) {
            throw new UncheckedIOException("the artefact store %s can't be opened".formatted(this.root), e);
        }
    }

    @Override
    public Artifact put(InputStream content, long limitBytes) {
        Path temporary = incoming.resolve(UUID.randomUUID() + ".tmp");
        try {
            Artifact artifact = write(content, limitBytes, temporary);
            settle(temporary, artifact.digest());
            return artifact;
        } catch (FileSystemException e) {
            throw full(e);
        } catch (IOException e) {
            if (isFull(e)) {
                throw full(e);
            }
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "the content broke off before its end: %s".formatted(e.getMessage()), e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    @Override
    public Artifact put(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return put(content, Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }

    @Override
    public Artifact put(byte[] content) {
        return put(new ByteArrayInputStream(content), content.length);
    }

    @Override
    public Path fetch(Sha256 digest) {
        try (InputStream content = open(digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (content.read(buffer) >= 0) {
                // Reading is what verifies.
            }
            return path(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("artefact %s can't be read".formatted(digest), e);
        }
    }

    @Override
    public InputStream open(Sha256 digest) {
        try {
            return new VerifyingInputStream(Files.newInputStream(path(digest)), digest);
        } catch (NoSuchFileException e) {
            throw missing(digest, e);
        } catch (IOException e) {
            throw new UncheckedIOException("artefact %s can't be opened".formatted(digest), e);
        }
    }

    @Override
    public boolean contains(Sha256 digest) {
        return Files.isRegularFile(path(digest));
    }

    @Override
    public long sizeBytes(Sha256 digest) {
        try {
            return Files.size(path(digest));
        } catch (NoSuchFileException e) {
            throw missing(digest, e);
        } catch (IOException e) {
            throw new UncheckedIOException("artefact %s can't be looked at".formatted(digest), e);
        }
    }

    private static Artifact write(InputStream content, long limitBytes, Path temporary) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long size = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > limitBytes) {
                    throw new VisorException(
                            ErrorCode.TOO_LARGE,
                            "the content is larger than %d bytes, the limit of this request".formatted(limitBytes));
                }
                digest.update(buffer, 0, read);
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
            }
            file.force(true);
        }
        return new Artifact(Sha256.ofRaw(digest.digest()), size);
    }

    /** Gives the file its name, unless whole bytes have it already; what went bad there is replaced. */
    private void settle(Path temporary, Sha256 digest) throws IOException {
        Path target = path(digest);
        if (Files.isRegularFile(target) && intact(target, digest)) {
            return;
        }
        Files.createDirectories(target.getParent());
        temporary.toFile().setReadOnly();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static boolean intact(Path file, Sha256 digest) throws IOException {
        MessageDigest actual = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                actual.update(buffer, 0, read);
            }
        }
        return Sha256.ofRaw(actual.digest()).equals(digest);
    }

    private void sweep(Instant before) throws IOException {
        try (Stream<Path> files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                FileTime modified = Files.getLastModifiedTime(file);
                if (modified.toInstant().isBefore(before)) {
                    LOG.info("removing {}, left behind by an upload at {}", file.getFileName(), modified);
                    deleteQuietly(file);
                }
            }
        }
    }

    private Path path(Sha256 digest) {
        String hex = digest.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    private VisorException full(IOException cause) {
        return new VisorException(
                ErrorCode.STORE_FULL,
                "the artefact store takes no more bytes, %d are free; make room and try again"
                        .formatted(root.toFile().getUsableSpace()),
                cause);
    }

    private static boolean isFull(IOException failure) {
        String message = failure.getMessage();
        return message != null && (message.contains("No space left") || message.contains("quota exceeded"));
    }

    private static VisorException missing(Sha256 digest, IOException cause) {
        return new VisorException(ErrorCode.NOT_FOUND, "artefact %s is not in the store".formatted(digest), cause);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} stays behind: {}", file, e.getMessage());
        }
    }
}
