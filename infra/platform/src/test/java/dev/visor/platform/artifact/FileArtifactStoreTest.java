package dev.visor.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest {
    private static final byte[] CONTENT = new byte[200_000];

    @TempDir
    Path folder;

    FileArtifactStore store;

    @BeforeEach
    void open() {
        new Random(7).nextBytes(CONTENT);
        store = new FileArtifactStore(folder);
    }

    @Test
    void givesBackWhatWasStored() throws IOException {
        Artifact artifact = store.put(new ByteArrayInputStream(CONTENT), CONTENT.length);
        assertThat(artifact).isEqualTo(new Artifact(Sha256.of(CONTENT), CONTENT.length));
        assertThat(store.contains(artifact.digest())).isTrue();
        assertThat(store.sizeBytes(artifact.digest())).isEqualTo(CONTENT.length);
        try (InputStream stream = store.open(artifact.digest())) {
            assertThat(stream.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(store.read(artifact.digest())).isEqualTo(CONTENT);
        Path file = store.fetch(artifact.digest());
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        String hex = artifact.digest().hex();
        assertThat(folder.relativize(file)).isEqualTo(Path.of(hex.substring(0, 2), hex.substring(2, 4), hex));
    }

    @Test
    void sameBytesTwiceAreStoredOnce() throws IOException {
        Artifact first = store.put(CONTENT);
        FileTime written = Files.getLastModifiedTime(store.fetch(first.digest()));
        assertThat(store.put(CONTENT)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(store.fetch(first.digest()))).isEqualTo(written);
        assertThat(files()).hasSize(1);
    }

    @Test
    void storesACopyOfAFile(@TempDir Path elsewhere) throws IOException {
        Path file = Files.write(elsewhere.resolve("model.onnx"), CONTENT);
        assertThat(store.put(file).digest()).isEqualTo(Sha256.of(CONTENT));
        assertThat(file).exists();
    }

    @Test
    void oneByteTooManyIsRefusedAndLeavesNoTrace() throws IOException {
        refused(ErrorCode.TOO_LARGE, () -> store.put(new ByteArrayInputStream(CONTENT), CONTENT.length - 1))
                .hasMessageContaining("199999 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void aStreamThatBreaksOffLeavesNoTrace() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
        refused(ErrorCode.INVALID_REQUEST, () -> store.put(broken, Long.MAX_VALUE));
        assertThat(files()).isEmpty();
    }

    @Test
    void aFlippedBitIsFoundWhileReading() throws IOException {
        Sha256 digest = store.put(CONTENT).digest();
        flipBit(store.fetch(digest));
        refused(ErrorCode.ARTIFACT_CORRUPT, () -> store.fetch(digest));
        refused(ErrorCode.ARTIFACT_CORRUPT, () -> {
            try (InputStream stream = store.open(digest)) {
                stream.readAllBytes();
            }
        });
        refused(ErrorCode.ARTIFACT_CORRUPT, () -> store.read(digest));
    }

    @Test
    void whatWentBadIsReplacedWhenItIsStoredAgain() throws IOException {
        Sha256 digest = store.put(CONTENT).digest();
        flipBit(store.fetch(digest));
        store.put(CONTENT);
        assertThat(Files.readAllBytes(store.fetch(digest))).isEqualTo(CONTENT);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Sha256 unknown = Sha256.of("unknown".getBytes(StandardCharsets.UTF_8));
        assertThat(store.contains(unknown)).isFalse();
        refused(ErrorCode.NOT_FOUND, () -> store.open(unknown));
        refused(ErrorCode.NOT_FOUND, () -> store.read(unknown));
        refused(ErrorCode.NOT_FOUND, () -> store.fetch(unknown));
        refused(ErrorCode.NOT_FOUND, () -> store.sizeBytes(unknown));
    }

    @Test
    void leftoversOfADayAgoAreSweptAtStartAndYoungerOnesAreLeftAlone() throws IOException {
        Path incoming = folder.resolve(".incoming");
        Path old = Files.write(incoming.resolve("old.tmp"), CONTENT);
        Path young = Files.write(incoming.resolve("young.tmp"), CONTENT);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        store = new FileArtifactStore(folder);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            ErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void flipBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
