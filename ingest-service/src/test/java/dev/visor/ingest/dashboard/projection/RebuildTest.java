package dev.visor.ingest.dashboard.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Story;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RebuildTest extends DashboardTest {
    @Test
    void aRebuiltDashboardShowsWhatItShowedBefore() {
        Story story = new Story("rebuilt", 1, Instant.parse("2026-11-24T06:00:00Z"));
        story.insertRegistryRow(jdbc, "PROMOTED", null);
        tell(story);
        scenario.publish(story.frame("rebuilt-camera", 5, null, null));
        scenario.publishRaw("visor.promotion.events", "rebuilt", Map.of("ce_type", "unknown"), new byte[] {'{'});
        String version = "/api/v1/models/rebuilt/versions/1";
        awaitJson(
                "/api/v1/detections?camera=rebuilt-camera", d -> d.path("items").size() == 1);
        String before = projected(json(version));
        jdbc.sql("update view_metric set ap = 0.999 where model = 'rebuilt'").update();

        HttpResponse<String> begun = send(HttpRequest.newBuilder(uri("/api/v1/dashboard:rebuild"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(begun.statusCode()).isEqualTo(202);
        JsonNode ended = awaitJson(
                "/api/v1/dashboard:rebuild", s -> !s.path("state").asString().equals("RUNNING"));

        assertThat(ended.path("state").asString()).isEqualTo("DONE");
        assertThat(ended.path("done").asLong())
                .isEqualTo(ended.path("total").asLong())
                .isPositive();
        assertThat(ended.path("skipped").asLong()).isPositive();
        assertThat(projected(json(version))).isEqualTo(before);
        assertThat(json("/api/v1/detections?camera=rebuilt-camera").path("items"))
                .hasSize(1);
    }

    /** Without the registry's own lines, which no rebuild touches. */
    private static String projected(JsonNode version) {
        List<JsonNode> lines = new ArrayList<>();
        version.path("timeline").forEach(line -> {
            if (line.has("event")) {
                lines.add(line);
            }
        });
        return lines + " " + version.path("variants") + " " + version.path("promotion");
    }
}
