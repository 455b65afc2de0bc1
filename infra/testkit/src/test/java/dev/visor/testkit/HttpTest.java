package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.testkit.probe.ProbeService;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest(classes = ProbeService.class)
class HttpTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void failuresAreProblemsOfTheCallersTrace() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/failures/STORE_FULL")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("code").asString()).isEqualTo("STORE_FULL");
        assertThat(problem.get("detail").asString()).isEqualTo("it failed as asked");
        assertThat(problem.get("instance").asString()).isEqualTo("/api/v1/failures/STORE_FULL");
        assertThat(problem.get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void whatDoesNotExistIsAProblemToo() throws Exception {
        HttpResponse<String> answer = send(request("/nowhere"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("code").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    void unknownFieldsAreRefused() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/greetings")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"words\": \"hello\", \"wrods\": 1}")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).contains("wrods");
    }

    @Test
    void pagesMayRunOnlyWhatIsOurs() throws Exception {
        HttpResponse<String> answer = send(request("/actuator/health"));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void otherHostNamesAndOtherSitesAreRefused() throws Exception {
        assertThat(raw("GET /actuator/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("answers to localhost only");
        HttpResponse<String> answer = send(request("/api/v1/greetings")
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{\"words\": \"hello\"}")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("code").asString()).isEqualTo("FORBIDDEN");
    }

    @Test
    void healthKnowsKafkaAndMetricsKnowTheOutbox() throws Exception {
        JsonNode health = json(send(request("/actuator/health")));
        assertThat(health.get("status").asString()).isEqualTo("UP");
        assertThat(health.at("/components/kafka/status").asString()).isEqualTo("UP");
        assertThat(send(request("/actuator/prometheus")).body()).contains("visor_outbox_unsent");
    }

    @Test
    void theApiDescribesItselfAndItsProblems() throws Exception {
        JsonNode api = json(send(request("/v3/api-docs")));
        assertThat(api.at("/info/title").asString()).isEqualTo("Visor probe");
        assertThat(api.at("/components/schemas/Problem/properties/code").isObject())
                .isTrue();
        assertThat(api.at("/paths/~1api~1v1~1greetings/post/responses/default").isObject())
                .isTrue();
        assertThat(api.path("paths").has("/error")).isFalse();
        assertThat(send(request("/swagger-ui/index.html")).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
