package dev.visor.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.Detection;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.inference.ServiceTest;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DetectTest extends ServiceTest {
    @Test
    void answersWhatTheDetectorSees() {
        ChampionChanged champion = serveTiny(2);
        Picture picture = noise(120, 90, 5);
        HttpResponse<byte[]> response = detect(PictureEncoder.png(picture), "?minScore=0.3");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Model-Version"))
                .contains(champion.variant().toString());
        assertThat(response.headers().firstValue("X-Model-Digest"))
                .contains(champion.artifact().digest().hex());
        assertThat(response.headers().firstValue("Server-Timing").orElse("")).contains("inference;dur=");
        JsonNode answer = json(response);
        assertThat(answer.get("model").asString())
                .isEqualTo(champion.variant().modelVersion().model());
        assertThat(answer.get("version").asInt()).isEqualTo(1);
        assertThat(answer.get("variant").asString())
                .isEqualTo(champion.variant().toString());
        assertThat(answer.get("width").asInt()).isEqualTo(120);
        assertThat(answer.get("timings").get("inferenceMillis").asDouble()).isPositive();
        try (Detector detector = Detector.open(store.fetch(champion.artifact().digest()), champion.manifest(), 1)) {
            List<Detection> expected = detector.detect(picture, 0.3).detections();
            assertThat(expected).isNotEmpty();
            same(answer.get("detections"), expected, champion.manifest());
        }
    }

    @Test
    void answersOnARealPictureWhatEvaluationSees() throws IOException {
        Artifact model = store.put(SharedFolder.require("models/helmet-yolov8n-320.onnx"));
        Path file = SharedFolder.require("data/rider-helmet-v1/images/val/bhk_179.jpg");
        ChampionChanged champion = name(model, yolov8(320, List.of("with_helmet", "without_helmet")), 0.25);
        awaitServing(champion);
        HttpResponse<byte[]> response = detect(Files.readAllBytes(file), "");
        try (Detector detector = Detector.open(store.fetch(model.digest()), champion.manifest(), 1)) {
            List<Detection> expected =
                    detector.detect(PictureDecoder.decode(file), 0.25).detections();
            assertThat(expected).hasSizeGreaterThan(3);
            same(json(response).get("detections"), expected, champion.manifest());
        }
    }

    @Test
    void takesMultipartAndWhatCurlCallsAForm() {
        serveTiny(2);
        byte[] png = PictureEncoder.png(noise(64, 64, 1));
        HttpResponse<byte[]> form = send(request("/api/v1/detect?minScore=0.2")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(png))
                .build());
        assertThat(form.statusCode()).isEqualTo(200);
        String boundary = "----visor";
        byte[] head = ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> multipart = send(request("/api/v1/detect?minScore=0.2")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(List.of(head, png, tail)))
                .build());
        assertThat(multipart.statusCode()).isEqualTo(200);
        assertThat(json(multipart).get("detections")).isEqualTo(json(form).get("detections"));
    }

    @Test
    void refusesBadRequestsInWords() {
        serveTiny(2);
        byte[] png = PictureEncoder.png(noise(64, 64, 1));
        problem(detect("<html>".getBytes(StandardCharsets.UTF_8), ""), 400, "HTML");
        problem(detect(new byte[0], ""), 400, "empty");
        problem(detect(java.util.Arrays.copyOf(png, 300), ""), 400, "damaged");
        problem(detect(png, "?minScore=2"), 400, "0 to 1");
        problem(detect(png, "?minScore=high"), 400, "high");
        problem(detect(new byte[21 * 1024 * 1024], ""), 413, "20971520");
    }

    @Test
    void saysWhatTheNodeServes() {
        ChampionChanged champion = serveTiny(2);
        JsonNode node = json(get("/api/v1/node"));
        assertThat(node.get("node").asString()).isEqualTo("test-node");
        assertThat(node.get("target").asString()).isEqualTo("roadside");
        assertThat(node.get("state").asString()).isEqualTo("SERVING");
        assertThat(node.get("digest").asString())
                .isEqualTo(champion.artifact().digest().hex());
        assertThat(node.get("classes").get(1).asString()).isEqualTo("class1");
    }

    private static void problem(HttpResponse<byte[]> response, int status, String words) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
        assertThat(json(response).get("detail").asString()).contains(words);
    }

    private static void same(JsonNode found, List<Detection> expected, DetectorManifest manifest) {
        assertThat(found.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            Detection box = expected.get(i);
            assertThat(found.get(i).get("className").asString())
                    .isEqualTo(manifest.classes().get(box.classIndex()));
            assertThat(found.get(i).get("score").asDouble()).isCloseTo(box.score(), within(1e-6));
            assertThat(found.get(i).get("x").asDouble()).isCloseTo(box.x(), within(1e-4));
            assertThat(found.get(i).get("y").asDouble()).isCloseTo(box.y(), within(1e-4));
            assertThat(found.get(i).get("width").asDouble()).isCloseTo(box.width(), within(1e-4));
            assertThat(found.get(i).get("height").asDouble()).isCloseTo(box.height(), within(1e-4));
        }
    }
}
