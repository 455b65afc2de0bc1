package dev.visor.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.IngestSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SpoolTest {
    @TempDir
    private Path temp;

    private Spool spool;

    @BeforeEach
    void open() {
        spool = new Spool(settings(temp));
    }

    @AfterEach
    void nothingStaysBehind() throws IOException {
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void digestsWhatItReceives() {
        byte[] bytes = new byte[300_000];
        bytes[299_999] = 1;

        try (SpooledFile file = spool.receive("model", new ByteArrayInputStream(bytes), -1, 300_000, "limit")) {
            assertThat(file.artifact().digest()).isEqualTo(Sha256.of(bytes));
            assertThat(file.path()).hasSize(300_000);
        }
    }

    @Test
    void refusesAnAnnouncedSizeBeforeReading() {
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("was read");
            }
        };

        refuses(
                untouched,
                101,
                100,
                ErrorCode.TOO_LARGE,
                "may have 100 bytes but has 101 bytes; the operator can raise");
    }

    @Test
    void takesTheLimitAndRefusesOneByteMore() {
        spool.receive("model", new ByteArrayInputStream(new byte[100]), -1, 100, "limit")
                .close();

        refuses(
                new ByteArrayInputStream(new byte[101]),
                -1,
                100,
                ErrorCode.TOO_LARGE,
                "may have 100 bytes but has more");
    }

    @Test
    void refusesAStreamThatBreaksOff() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[10]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        refuses(broken, -1, 100, ErrorCode.INVALID_REQUEST, "broke off after 10 bytes");
    }

    @Test
    void refusesFewerBytesThanAnnounced() {
        refuses(new ByteArrayInputStream(new byte[10]), 20, 100, ErrorCode.INVALID_REQUEST, "10 of 20 bytes");
    }

    @Test
    void refusesAnEmptyBody() {
        refuses(InputStream.nullInputStream(), 0, 100, ErrorCode.INVALID_REQUEST, "empty");
    }

    @Test
    void clearsWhatAKilledProcessLeft() throws IOException {
        Files.createDirectories(temp.resolve("dataset-1/images"));
        Files.writeString(temp.resolve("dataset-1/images/a.jpg"), "x");
        Files.writeString(temp.resolve("model-1.part"), "x");

        assertThat(new Spool(settings(temp))).isNotNull();
    }

    private void refuses(InputStream in, long declared, long limit, ErrorCode code, String words) {
        assertThatThrownBy(() -> spool.receive("model", in, declared, limit, "visor.ingest.upload-limit"))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private static IngestSettings settings(Path folder) {
        return new IngestSettings(
                folder,
                DataSize.ofGigabytes(1),
                DataSize.ofGigabytes(2),
                1,
                Duration.ofSeconds(1),
                new IngestSettings.Probing(DataSize.ofGigabytes(4), Duration.ofSeconds(60), Duration.ofSeconds(60)),
                new IngestSettings.Unpacking(1, DataSize.ofBytes(1), DataSize.ofBytes(1), 1, 1),
                java.net.URI.create("http://127.0.0.1:1"),
                java.net.URI.create("http://127.0.0.1:1"));
    }
}
