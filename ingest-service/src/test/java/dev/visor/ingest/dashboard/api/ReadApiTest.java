package dev.visor.ingest.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.ModelQuarantined;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Story;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadApiTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3};

    @Test
    void aVersionAnswersItsTimelineVariantsVerdictsAndPromotion() {
        Story story = new Story("shape", 3, START);
        story.insertRegistryRow(jdbc, "PROMOTED", "int8 serves");
        JsonNode version = tell(story);

        assertThat(version.path("model").asString()).isEqualTo("shape");
        assertThat(version.path("version").asInt()).isEqualTo(3);
        assertThat(version.path("stage").asString()).isEqualTo("PROMOTED");
        assertThat(version.path("reason").asString()).startsWith("int8 serves");
        assertThat(version.path("digest").asString()).hasSize(64);
        assertThat(version.path("sizeBytes").asLong()).isEqualTo(12_300_000);
        assertThat(version.path("manifest").path("family").asString()).isEqualTo("YOLOV8");
        assertThat(version.path("dataset").asString()).isEqualTo("rider-helmet");
        assertThat(version.path("policy").asString()).isEqualTo("default");
        assertThat(version.path("timeline").get(0).path("stage").asString()).isEqualTo("UPLOADED");
        assertThat(version.path("timeline").findValuesAsString("event")).contains("verdict", "champion");
        assertThat(version.path("timeline").findValuesAsString("text"))
                .contains(
                        "int8 keeps all promises of policy default",
                        "int8 is what roadside should serve, ledger entry 4");

        JsonNode int8 = version.path("variants").get(3);
        assertThat(int8.path("id").asString()).isEqualTo("shape.3.int8");
        assertThat(int8.path("recipe").asString()).isEqualTo("int8");
        assertThat(int8.path("parent").asString()).isEqualTo("shape.3.baseline");
        assertThat(int8.path("sizeBytes").asLong()).isEqualTo(3_300_000);
        assertThat(int8.path("state").asString()).isEqualTo("JUDGED");
        assertThat(int8.path("metrics").propertyNames())
                .contains(
                        "ap",
                        "ap50",
                        "ap75",
                        "ar100",
                        "latencyP50Millis",
                        "latencyP95Millis",
                        "latencyRatio",
                        "peakMemoryBytes");
        assertThat(int8.path("metrics").path("ap").asDouble()).isEqualTo(0.6012);
        assertThat(int8.path("perClass").get(1).path("className").asString()).isEqualTo("without_helmet");
        assertThat(int8.path("perClass").get(1).path("instances").asInt()).isEqualTo(388);
        assertThat(int8.path("report").path("parameters").asLong()).isEqualTo(3_012_018);
        assertThat(int8.path("report").path("macs").asLong()).isEqualTo(1_045_000_000);
        assertThat(int8.path("report")
                        .path("passes")
                        .get(1)
                        .path("figures")
                        .path("tensorsMse")
                        .asDouble())
                .isEqualTo(11);
        assertThat(int8.path("report")
                        .path("passes")
                        .get(1)
                        .path("notes")
                        .get(0)
                        .asString())
                .contains("kept in float");
        assertThat(int8.path("report")
                        .path("outputs")
                        .get(0)
                        .path("sqnrDecibels")
                        .asDouble())
                .isEqualTo(31.25);
        assertThat(int8.path("report").path("outputs").get(0).path("scores")).hasSize(10);
        assertThat(int8.path("verdict").path("outcome").asString()).isEqualTo("PASS");
        JsonNode gate = int8.path("verdict").path("gates").get(2);
        assertThat(gate.path("name").asString()).isEqualTo("latency-ratio");
        assertThat(gate.path("outcome").asString()).isEqualTo("PASS");
        assertThat(gate.path("value").asDouble()).isEqualTo(0.48);
        assertThat(gate.path("limit").asDouble()).isEqualTo(1.05);
        assertThat(gate.path("reason").asString()).contains("0.48");
        assertThat(version.path("variants").get(4).path("tripwire").asString()).contains("fall below 0.1");
        assertThat(version.path("variants").get(4).has("verdict")).isFalse();
        assertThat(version.path("promotion").path("variant").asString()).isEqualTo("shape.3.int8");
        assertThat(version.path("promotion").path("target").asString()).isEqualTo("roadside");
        assertThat(version.path("promotion").path("reason").asString()).contains("fastest");
    }

    @Test
    void anUploadThatWasRefusedSaysWhy() {
        Story story = new Story("refused", 1, START);
        story.insertRegistryRow(jdbc, "REJECTED", "no variant keeps the policy");
        scenario.publish(story.registered());
        scenario.publish(
                new PromotionRefused(story.version(), Outcome.FAIL, "int8 loses 0.2 of AP", START.plusSeconds(9)));
        JsonNode promotion = awaitJson(
                        "/api/v1/models/refused/versions/1",
                        v -> v.path("promotion").path("target").asString("").equals("roadside"))
                .path("promotion");
        assertThat(promotion.path("state").asString()).isEqualTo("REFUSED");
        assertThat(promotion.path("reason").asString()).isEqualTo("int8 loses 0.2 of AP");
        assertThat(promotion.has("variant")).isFalse();
    }

    @Test
    void aQuarantinedUploadShowsItsReasonWithoutVariants() {
        Story story = new Story("noise", 1, START);
        story.insertRegistryRow(jdbc, "QUARANTINED", "not a protobuf");
        scenario.publish(
                new ModelQuarantined(story.version(), null, "wire-format", "not a protobuf", START.plusSeconds(1)));
        JsonNode version = json("/api/v1/models/noise/versions/1");
        assertThat(version.path("stage").asString()).isEqualTo("QUARANTINED");
        assertThat(version.path("reason").asString()).isEqualTo("not a protobuf");
        assertThat(version.path("variants")).isEmpty();
        assertThat(version.has("promotion")).isFalse();
    }

    @Test
    void modelsComePageByPage() {
        for (int i = 0; i < 5; i++) {
            new Story("paged-" + i, 1, START).insertRegistryRow(jdbc, "REJECTED", null);
        }
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = json("/api/v1/models?limit=2" + token);
            assertThat(page.path("items").size()).isBetween(1, 2);
            page.path("items").forEach(m -> seen.add(m.path("model").asString()));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asString()
                    : null;
        } while (token != null);
        assertThat(seen)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("paged-0", "paged-1", "paged-2", "paged-3", "paged-4");
    }

    @Test
    void aModelListsItsVersionsNewestFirstAndSaysWhereItIsChampion() {
        new Story("listed", 1, START).insertRegistryRow(jdbc, "PROMOTED", null);
        Story second = new Story("listed", 2, START);
        second.insertRegistryRow(jdbc, "PROMOTED", null);
        scenario.publish(second.champion("int8", "listed-target", 5));
        JsonNode model =
                awaitJson("/api/v1/models/listed", m -> m.path("champion").asBoolean());
        assertThat(model.path("latestVersion").asInt()).isEqualTo(2);
        assertThat(model.path("versions").get(0).path("version").asInt()).isEqualTo(2);
        assertThat(model.path("versions").get(0).path("championOf").get(0).asString())
                .isEqualTo("listed-target");
        assertThat(model.path("versions").get(1).path("championOf")).isEmpty();
        assertThat(json("/api/v1/fleet").path("champions").findValuesAsString("target"))
                .contains("listed-target");
    }

    @Test
    void badQuestionsAreAnsweredWithTheWayOut() {
        assertProblem("/api/v1/models?limit=0", 400, "limit must be 1 to 200, was 0");
        assertProblem("/api/v1/models?pageToken=%21%21", 400, "pageToken is not one of ours");
        assertProblem("/api/v1/models/nobody", 404, "there is no model 'nobody'");
        assertProblem("/api/v1/models/nobody/versions/7", 404, "there is no version 7");
        assertProblem("/api/v1/models/nobody/versions/seven", 404, "");
        assertProblem("/api/v1/detections?limit=1000", 400, "limit must be 1 to 200");
    }

    @Test
    void theOpenApiDescriptionNamesWhatCanBeRead() {
        JsonNode paths = json("/v3/api-docs").path("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/api/v1/models",
                        "/api/v1/models/{model}/versions/{version}",
                        "/api/v1/fleet",
                        "/api/v1/detections",
                        "/api/v1/stream",
                        "/api/v1/dashboard:rebuild");
    }

    @Test
    void aPictureComesFromTheInferenceServiceWhateverHostTheEventNames() throws Exception {
        PICTURES.put("/api/v1/frames/proxied/1", JPEG);
        frame("proxied", 1, "http://169.254.169.254/api/v1/frames/proxied/1", Sha256.of(JPEG));
        HttpResponse<byte[]> response = http.send(
                java.net.http.HttpRequest.newBuilder(uri("/api/v1/detections/proxied/1/image"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(JPEG);
        assertThat(response.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    @Test
    void nothingButPicturesOfOursIsFetched() {
        PICTURES.put("/actuator/env", JPEG);
        PICTURES.put("/api/v1/frames/page/1", "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        PICTURES.put("/api/v1/frames/overwritten/1", JPEG);
        frame("wrong-path", 1, "/actuator/env", null);
        frame("dots", 1, "/api/v1/../../actuator/env", null);
        frame("query", 1, "not a uri at all", null);
        frame("page", 1, "/api/v1/frames/page/1", null);
        frame("overwritten", 1, "/api/v1/frames/overwritten/1", Sha256.of(new byte[] {1}));
        frame("gone", 1, "/api/v1/frames/gone/1", null);
        frame("none", 1, null, null);
        assertProblem("/api/v1/detections/wrong-path/1/image", 404, "does not lie on an inference service");
        assertProblem("/api/v1/detections/dots/1/image", 404, "does not lie on an inference service");
        assertProblem("/api/v1/detections/query/1/image", 404, "does not lie on an inference service");
        assertProblem("/api/v1/detections/page/1/image", 503, "neither JPEG nor PNG");
        assertProblem("/api/v1/detections/overwritten/1/image", 404, "overwritten");
        assertProblem("/api/v1/detections/gone/1/image", 404, "keeps pictures for a while only");
        assertProblem("/api/v1/detections/none/1/image", 404, "no picture of frame 1");
    }

    private void frame(String camera, long number, String uri, Sha256 digest) {
        scenario.publish(new Story("pictures", 1, START).frame(camera, number, uri, digest));
        awaitJson("/api/v1/detections?camera=" + camera, d -> d.path("items").size() == 1);
    }

    private void assertProblem(String path, int status, String words) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path + response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains(words);
    }
}
