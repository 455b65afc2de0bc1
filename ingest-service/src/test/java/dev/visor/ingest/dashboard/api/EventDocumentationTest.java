package dev.visor.ingest.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.dashboard.DashboardTest;
import org.junit.jupiter.api.Test;

class EventDocumentationTest extends DashboardTest {
    @Test
    void theEventsAreDescribedWhereTheServiceIs() {
        assertThat(get("/asyncapi.yaml").body()).startsWith("asyncapi: 3");
        assertThat(get("/schemas/dev.visor.detection.frame.v1.json").body()).contains("\"capturedAt\"");
    }

    @Test
    void leavesClassFilesAlone() {
        assertThat(get("/schemas/../Sha256.class").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(get("/Sha256.class").statusCode()).isEqualTo(404);
    }
}
