package dev.visor.testkit;

import static dev.visor.testkit.Samples.newModel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.Topics;
import dev.visor.testkit.probe.Notes;
import dev.visor.testkit.probe.ProbeService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest(classes = ProbeService.class)
class DeadLetterTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    EventScenario scenario;

    @Autowired
    Notes notes;

    @LocalServerPort
    int port;

    @Test
    void aDeadLetterIsReplayedOnceItsCauseIsMended() throws Exception {
        String model = newModel();
        scenario.publish(Samples.failed(model, "breaks until mended"));
        scenario.awaitState("it is listed", () -> find(model).isPresent());
        JsonNode letter = find(model).orElseThrow();
        assertThat(letter.get("topic").asString()).endsWith(Topics.COMPRESSION_EVENTS);
        assertThat(letter.get("type").asString()).isEqualTo(CompressionFailed.TYPE);
        assertThat(letter.get("reason").asString()).contains("not mended yet");
        assertThat(letter.get("value").asString()).contains("breaks until mended");

        assertThat(replay(letter).statusCode()).isEqualTo(500);
        assertThat(notes.of("handler", model)).isEmpty();
        notes.write("mender", model, "mended");
        HttpResponse<String> answer = replay(letter);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()).has("replayedAt"))
                .isTrue();
        assertThat(notes.of("handler", model)).containsExactly("breaks until mended");
        assertThat(replay(letter).statusCode()).isEqualTo(409);
        assertThat(find(model)).isEmpty();
    }

    @Test
    void otherGroupsLettersAreLeftAlone() throws Exception {
        String foreign = newModel();
        String own = newModel();
        scenario.publishRaw(
                Topics.COMPRESSION_EVENTS + Topics.DEAD_LETTER_SUFFIX,
                foreign,
                Map.of("kafka_dlt-original-consumer-group", "another", "kafka_dlt-original-topic", "t"),
                new byte[] {1});
        scenario.publish(Samples.failed(own, "refused"));
        scenario.awaitState("the own one is listed", () -> find(own).isPresent());
        assertThat(find(foreign)).isEmpty();
    }

    @Test
    void anUnknownDeadLetterIsNotFound() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("/424242")).GET());
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private Optional<JsonNode> find(String model) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("")).GET());
        return JsonMapper.shared()
                .readTree(answer.body())
                .get("items")
                .valueStream()
                .filter(letter -> letter.path("key").asString("").equals(model))
                .findFirst();
    }

    private HttpResponse<String> replay(JsonNode letter) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/" + letter.get("id").asLong() + "/replay"))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:%d/api/v1/dead-letters%s".formatted(port, path));
    }
}
