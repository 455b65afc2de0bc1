package dev.visor.evaluation.coco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.testkit.VisorTest;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest(properties = "visor.evaluation.coco.bytes=1MB")
class CocoEndpointTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    @Autowired
    private ServletContext context;

    @Test
    void answersFiguresAndKeepsNothing() throws Exception {
        JsonNode report = post(
                Map.of(
                        "groundTruth", CocoFiles.gzipped(CocoFiles.GROUND_TRUTH),
                        "detections", CocoFiles.plain(CocoFiles.DETECTIONS)),
                200);
        assertThat(report.at("/stats").size()).isEqualTo(12);
        assertThat(report.at("/stats/8").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/stats/3").asDouble()).isEqualTo(-1);
        assertThat(report.at("/perClass/1/name").asString()).isEqualTo("helmet");
        assertThat(report.at("/tide/counts/miss").asInt()).isEqualTo(1);
        assertThat(report.at("/seconds").asDouble()).isPositive();
        assertThat(report.at("/intervals/figures/AP/replicates").asInt()).isEqualTo(20);
        assertThat(report.has("peakMemoryBytes")).isTrue();
        assertThat(uploads()).isZero();
    }

    @Test
    void refusesInWordsAndKeepsNothing() throws Exception {
        byte[] truth = CocoFiles.plain(CocoFiles.GROUND_TRUTH);
        JsonNode unknown = post(
                Map.of(
                        "groundTruth",
                        truth,
                        "detections",
                        CocoFiles.plain(CocoFiles.DETECTIONS.replace("\"image_id\": 3", "\"image_id\": 5"))),
                422);
        assertThat(unknown.at("/detail").asString()).contains("box 1 is of image_id 5");
        JsonNode bomb = post(
                Map.of("groundTruth", truth, "detections", CocoFiles.gzipped("[" + " ".repeat(2_000_000) + "]")), 413);
        assertThat(bomb.at("/detail").asString()).contains("detections has more than 1048576 bytes once unpacked");
        JsonNode alone = post(Map.of("groundTruth", truth), 400);
        assertThat(alone.at("/detail").asString()).contains("no file part 'detections'");
        assertThat(uploads()).isZero();
    }

    @Test
    void isDescribed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v3/api-docs".formatted(port)))
                .build();
        JsonNode call = JSON.readTree(send(request).body()).at("/paths/~1api~1v1~1evaluations~1coco/post");
        assertThat(call.at("/requestBody/content").propertyNames()).containsExactly("multipart/form-data");
        assertThat(call.get("responses").propertyNames()).contains("200", "400", "413", "422", "503");
    }

    /** Parts that still lie on the disk a while after the answer, with which the container deletes them. */
    private long uploads() throws Exception {
        Path folder = ((File) context.getAttribute(ServletContext.TEMPDIR)).toPath();
        long left = 1;
        for (int i = 0; i < 50 && left > 0; i++) {
            Thread.sleep(i == 0 ? 0 : 100);
            try (Stream<Path> files = Files.walk(folder)) {
                left = files.filter(Files::isRegularFile).count();
            }
        }
        return left;
    }

    private JsonNode post(Map<String, byte[]> parts, int status) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            body.write("--edge\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"it.json\"\r\n\r\n"
                    .formatted(part.getKey())
                    .getBytes(StandardCharsets.UTF_8));
            body.write(part.getValue());
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/evaluations/coco?replicates=20".formatted(port)))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
