package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Reports;
import dev.visor.ingest.dashboard.Story;
import dev.visor.platform.artifact.ArtifactStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReportPagesTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @Autowired
    private ArtifactStore store;

    @Test
    void aReportIsReadBackAsItWasPublishedWithItsRows() {
        VariantCompressed event = publish("report-read", "int8", "fast");
        JsonNode answer = json("/api/v1/models/report-read/versions/1/variants/int8/report");

        JsonNode report = ContractJson.MAPPER.readTree(ContractJson.MAPPER.writeValueAsString(event.report()));
        JsonNode shown = answer.path("variant").path("report");
        for (String field : List.of("download", "precision", "time", "search", "provenance", "passes", "details")) {
            assertThat(shown.path(field)).as(field).isEqualTo(report.path(field));
        }
        assertThat(answer.path("details").path("nodes").size()).isEqualTo(40);
        assertThat(answer.path("details")
                        .path("ranges")
                        .get(0)
                        .path("calibrator")
                        .asString())
                .isEqualTo("mse");
    }

    @Test
    void theReportsPageShowsEveryPartOfIt() {
        publish("report-page", "int8", "fast");
        String page = get("/models/report-page/1/report/int8").body();
        assertThat(page)
                .contains("2.7 MB (zstd, level 9)", "8.2 bits each", "93 % in integers", "62 of 64 in integers")
                .contains("recipe-int8", "visor-compression/2", "20260101")
                .contains(
                        "At most <strong>0.50 points</strong>", "0.35 points", "In floating point: <span>1 node</span>")
                .contains("trial 3: AP 0.5040", "most harm for each millisecond")
                .contains("Skipped:", "loses 1.42 AP points, at most 1.00 allowed", "is-skipped")
                .contains("/model.39/conv/Conv", "int8</td>", "float32</td>", "120 µs")
                .contains("QLinearConv", "92 %", "/model.0/conv/Conv_output_0", "mse", "118.5 dB")
                .contains(
                        "2 groups",
                        "32 units",
                        "130 channels",
                        "/model.2/cv1/conv/Conv_output_0[16..31]",
                        "16 × 2",
                        "25 %")
                .contains("Softmax &#39;/dfl/Softmax&#39; works across it", "/cv2.0/Conv", "128</td>");
        assertThat(get("/models/report-page/1").body())
                .contains("2.7 MB (zstd, level 9)", "/models/report-page/1/report/int8", "What differs between")
                .contains("To keep AP within");
    }

    @Test
    void aDiffTellsNodesBitsNoiseAndOptions() {
        publish("report-diff", "int8", "fast");
        JsonNode diff = json("/api/v1/models/report-diff/versions/1/variants/int8/diff/fast");
        assertThat(diff.path("passes").size()).isEqualTo(1);
        assertThat(diff.path("passes").get(0).path("pass").asString()).isEqualTo("quantize-static");
        assertThat(diff.path("passes").get(0).path("b").path("images").asString())
                .isEqualTo("64");
        assertThat(diff.path("nodes").valueStream().map(n -> n.path("name").asString()))
                .containsExactly("/model.0/conv/Conv", "/model.1/conv/Conv");

        assertThat(get("/models/report-diff/1/diff?a=int8&b=fast").body())
                .contains("/model.1/conv/Conv", "float32", "<strong>64</strong>", "<strong>100</strong>");
        assertThat(json("/api/v1/models/report-diff/versions/1/variants/int8/diff/int8")
                        .path("nodes")
                        .size())
                .isZero();
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIs() {
        publish("report-none", "int8", "fast");
        assertThat(get("/api/v1/models/report-none/versions/1/variants/magic/report")
                        .body())
                .contains("NOT_FOUND", "has no variant 'magic'; it has [fast, int8]");
        assertThat(get("/models/report-none/1/report/magic").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/models/report-none/versions/9/variants/int8/report")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aReportFromBeforeIsShownWithWhatItHas() {
        Story story = new Story("report-old", 1, START);
        story.insertRegistryRow(jdbc, "COMPRESSING", null);
        scenario.publish(story.compressed("int8", 3_000_000, null, 5));
        awaitJson(
                "/api/v1/models/report-old/versions/1",
                v -> v.path("variants").findValues("report").size() == 1);
        assertThat(get("/models/report-old/1/report/int8").statusCode()).isEqualTo(200);
        assertThat(get("/models/report-old/1").statusCode()).isEqualTo(200);
        assertThat(json("/api/v1/models/report-old/versions/1/variants/int8/diff/int8")
                        .path("passes")
                        .size())
                .isZero();
    }

    private VariantCompressed publish(String model, String first, String second) {
        Story story = new Story(model, 1, START);
        story.insertRegistryRow(jdbc, "EVALUATING", null);
        Reports reports = new Reports(story, store);
        VariantCompressed event = reports.made(first, 100, 2, 31);
        scenario.publish(event);
        scenario.publish(reports.made(second, 64, 0, 31.5));
        awaitJson(
                "/api/v1/models/%s/versions/1".formatted(model),
                v -> v.path("variants").findValues("report").size() == 2);
        return event;
    }
}
