package dev.visor.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.Api;
import dev.visor.ingest.IngestSettings;
import dev.visor.testkit.VisorTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@VisorTest(properties = {"visor.ingest.upload-limit=100KB", "visor.ingest.dataset-limit=200KB"})
class LimitsTest {
    private static final int LIMIT = 100 << 10;

    @LocalServerPort
    private int port;

    @Autowired
    private IngestSettings settings;

    @Autowired
    private JdbcClient jdbc;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(port);
    }

    @AfterEach
    void nothingStays() throws IOException {
        try (Stream<Path> left = Files.list(settings.spool())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anAnnouncedByteTooManyIsRefused() {
        Api.Answer answer = api.put("/api/v1/models/m/versions", new byte[LIMIT + 1]);

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.json().at("/detail").stringValue())
                .contains("102400 bytes", "102401", "visor.ingest.upload-limit");
        assertThat(versions()).isZero();
    }

    @Test
    void aByteTooManyWithoutAnnouncementIsRefused() {
        Api.Answer answer =
                api.putChunked("/api/v1/models/m/versions", () -> new ByteArrayInputStream(new byte[LIMIT + 1]));

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(versions()).isZero();
    }

    @Test
    void theLimitItselfIsTaken() {
        Api.Answer answer =
                api.putChunked("/api/v1/models/limit/versions", () -> new ByteArrayInputStream(new byte[LIMIT]));

        assertThat(answer.status()).as("received, then found to be no model").isEqualTo(422);
    }

    @Test
    void formsHaveTheSameLimit() {
        Api.Answer answer = api.post("/api/v1/models/m/versions", "model", new byte[LIMIT + 1]);

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(api.post("/api/v1/models/m/versions", "model", new byte[3 * LIMIT])
                        .status())
                .isEqualTo(413);
    }

    @Test
    void datasetsHaveALimitOfTheirOwn() {
        Api.Answer answer = api.put("/api/v1/datasets/large", new byte[2 * LIMIT + 1]);

        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.text()).contains("visor.ingest.dataset-limit");
    }

    private int versions() {
        return jdbc.sql("select count(*) from model_version where model = 'm'")
                .query(Integer.class)
                .single();
    }
}
