package dev.visor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.testkit.VisorTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@VisorTest
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @LocalServerPort
    private int port;

    private JsonNode paths;

    @BeforeEach
    void read() {
        Api.Answer answer = new Api(port).get("/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        paths = answer.json().get("paths");
    }

    @Test
    void everyCallIsDescribedInWords() {
        List<String> silent = new ArrayList<>();
        paths.properties().stream()
                .filter(path -> isOurs(path.getKey()))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(call -> METHODS.contains(call.getKey()))
                        .filter(call ->
                                call.getValue().path("summary").asString("").isBlank())
                        .forEach(call -> silent.add(call.getKey() + " " + path.getKey())));

        assertThat(silent).isEmpty();
    }

    /** Dead letters and the error page are the platform's. */
    private static boolean isOurs(String path) {
        return path.startsWith("/api/v1/") && !path.startsWith("/api/v1/dead-letters");
    }

    @Test
    void uploadsSayWhatTheyTakeAndAnswer() {
        JsonNode put = paths.get("/api/v1/models/{model}/versions").get("put");

        assertThat(put.get("parameters").findValuesAsString("name"))
                .contains("model", "dataset", "policy", "recipes", "force", "family", "classes", "Idempotency-Key");
        assertThat(put.get("responses").propertyNames())
                .contains("200", "201", "400", "404", "409", "413", "422", "503");
        assertThat(put.at("/requestBody/content").propertyNames()).containsExactly("application/octet-stream");
        assertThat(put.at("/responses/201/content").toString()).contains("Upload");
        assertThat(paths.at("/~1api~1v1~1models~1{model}~1versions/post/requestBody/content")
                        .propertyNames())
                .containsExactly("multipart/form-data");
    }

    @Test
    void importsSayWhatTheyAnswer() {
        JsonNode put = paths.get("/api/v1/datasets/{name}").get("put");

        assertThat(put.get("responses").propertyNames()).contains("200", "201", "413", "422");
        assertThat(put.at("/requestBody/content").propertyNames()).containsExactly("application/zip");
    }
}
