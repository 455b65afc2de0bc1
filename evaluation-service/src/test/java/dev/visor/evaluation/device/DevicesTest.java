package dev.visor.evaluation.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.NodeDevice;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.ServingLatency;
import dev.visor.contracts.model.VariantId;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest
class DevicesTest {
    private static final Instant AT = Instant.parse("2026-11-24T08:30:00Z");
    private static final NodeDevice BOX = new NodeDevice("box", "Cortex-A76", 4, "aarch64");
    private static final NodeDevice SERVER = new NodeDevice("server", "EPYC", 16, "amd64");

    @Autowired
    private EventScenario scenario;

    @Autowired
    private NodeLatencies latencies;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void aVariantHasTheSlowestNodesFiguresOfEachClassOfDevices() throws Exception {
        VariantId variant = variant("devices", 1);
        Sha256 digest = digest("devices");
        report("dev-1", digest, AT, BOX, new ServingLatency(100, 20, 25, 30));
        report("dev-2", digest, AT.plusSeconds(5), BOX, new ServingLatency(50, 19, 29, 31));
        report("dev-3", digest, AT, SERVER, new ServingLatency(7, 4, 5, 6));
        scenario.awaitState(
                "three nodes",
                () -> latencies.of(digest).stream()
                                .mapToInt(DeviceLatency::nodes)
                                .sum()
                        == 3);
        assertThat(latencies.of(digest))
                .containsExactly(
                        new DeviceLatency("roadside", "box", 2, 150, 20, 29, 31, AT.plusSeconds(5)),
                        new DeviceLatency("roadside", "server", 1, 7, 4, 5, 6, AT));

        JsonNode devices = get("/api/v1/evaluations/%s/devices".formatted(variant), 200);
        assertThat(devices.at("/0/deviceClass").asString()).isEqualTo("box");
        assertThat(devices.at("/0/p95Millis").asDouble()).isEqualTo(29);
        assertThat(get("/api/v1/evaluations/devices.9.int8/devices", 404)
                        .at("/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(get("/api/v1/evaluations/devices/devices", 400).at("/code").asString())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void aNodesNewestWordCountsWhateverComesLast() {
        Sha256 digest = digest("newest");
        report("new-1", digest, AT.plusSeconds(60), BOX, new ServingLatency(200, 22, 23, 24));
        report("new-1", digest, AT, BOX, new ServingLatency(100, 99, 99, 99));
        // The same node's words are handled in order.
        report("new-1", digest("last"), AT, SERVER, new ServingLatency(1, 1, 1, 1));
        scenario.awaitState("the last", () -> !latencies.of(digest("last")).isEmpty());
        assertThat(latencies.of(digest).getFirst().p50Millis()).isEqualTo(22);
    }

    @Test
    void leavesAloneReportsWithoutFigures() throws Exception {
        VariantId variant = variant("silent", 1);
        Sha256 digest = digest("silent");
        report("quiet-1", digest, AT, BOX, null);
        report("quiet-2", digest, AT, null, null);
        report("quiet-3", digest("other"), AT, BOX, new ServingLatency(1, 1, 1, 1));
        scenario.awaitState("the last", () -> !latencies.of(digest("other")).isEmpty());
        assertThat(latencies.of(digest)).isEmpty();
        assertThat(get("/api/v1/evaluations/%s/devices".formatted(variant), 200).size())
                .isZero();
    }

    private void report(
            String node, Sha256 digest, Instant at, @Nullable NodeDevice device, @Nullable ServingLatency latency) {
        scenario.publish(new NodeReported(
                node, "roadside", NodeState.SERVING, null, digest, 0, null, null, at, device, latency));
    }

    private VariantId variant(String model, int version) {
        jdbc.sql("insert into model_version (model, version) values (:model, :version)")
                .param("model", model)
                .param("version", version)
                .update();
        jdbc.sql("""
                        insert into variant (model, version, recipe, planned, state, digest, size_bytes)
                        values (:model, :version, 'int8', true, 'READY', :digest, 1)""")
                .param("model", model)
                .param("version", version)
                .param("digest", digest(model).raw())
                .update();
        return VariantId.parse("%s.%d.int8".formatted(model, version));
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode get(String path, int status) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(answer.body());
        }
    }
}
