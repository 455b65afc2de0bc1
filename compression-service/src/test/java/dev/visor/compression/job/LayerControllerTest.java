package dev.visor.compression.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.latency.LayerKey;
import dev.visor.testkit.VisorTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest
class LayerControllerTest {
    @Autowired
    StoredLayers layers;

    @LocalServerPort
    int port;

    @Test
    void listsWhatWasMeasuredNewestFirst() throws Exception {
        LayerKey conv = new LayerKey("EPYC", "1.29.0", "Conv of the test");
        LayerKey elsewhere = new LayerKey("Cortex-A76", "1.29.0", "Conv of the test");
        layers.keep(conv, 12.5);
        layers.keep(elsewhere, 99);
        layers.keep(conv, 13);
        assertThat(layers.find(conv)).hasValue(12.5);
        assertThat(layers.find(elsewhere)).hasValue(99.0);
        assertThat(layers.find(new LayerKey("EPYC", "1.30.0", "Conv of the test")))
                .isEmpty();

        JsonNode first = get("?limit=1", 200);
        assertThat(first.path("items").size()).isEqualTo(1);
        assertThat(first.path("items").path(0).path("processor").asString()).isEqualTo("Cortex-A76");
        assertThat(first.path("items").path(0).path("micros").asDouble()).isEqualTo(99);
        JsonNode second =
                get("?limit=1&pageToken=" + first.path("nextPageToken").asString(), 200);
        assertThat(second.path("items").path(0).path("processor").asString()).isEqualTo("EPYC");
    }

    @Test
    void refusesPagesThatAreNotOurs() throws Exception {
        assertThat(get("?limit=0", 400).path("detail").asString()).contains("limit must be 1 to 1000 layers, was 0");
        assertThat(get("?pageToken=x", 400).path("detail").asString()).contains("pageToken is not one of ours");
    }

    private JsonNode get(String query, int status) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/layers" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
