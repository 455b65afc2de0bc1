package dev.visor.ingest.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.Api;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Policies are read here and tried by the evaluation service. */
@VisorTest
class DryRunTest {
    private static final String YAML = "target: depot\ngates:\n  - {gate: minimum, metric: ap50, limit: 0.4}\n";

    /** What the evaluation service was asked, as path and body. */
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static final HttpServer EVALUATION = evaluation();

    @LocalServerPort
    private int port;

    private Api api;

    @DynamicPropertySource
    static void evaluationUrl(DynamicPropertyRegistry registry) {
        registry.add(
                "visor.ingest.evaluation-url",
                () -> "http://127.0.0.1:" + EVALUATION.getAddress().getPort());
    }

    @BeforeEach
    void open() {
        api = new Api(port);
        ASKED.clear();
    }

    @Test
    void aPolicyWithoutANameIsReadAndTried() {
        Api.Answer answer = api.postText(
                "/api/v1/policies:dryRun?limit=7&model=helmet&allTargets=true",
                YAML,
                "Content-Type",
                "application/yaml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/complete").asBoolean()).isTrue();
        assertThat(ASKED).hasSize(1);
        String[] asked = ASKED.getFirst().split(" ", 2);
        assertThat(asked[0]).isEqualTo("/api/v1/verdicts:dryRun?limit=7&allTargets=true&model=helmet");
        Policy policy = ContractJson.MAPPER.readValue(asked[1], Policy.class);
        assertThat(policy.name()).isEqualTo("unnamed");
        assertThat(policy.target()).isEqualTo("depot");
        assertThat(policy.gates().getFirst().describe()).isEqualTo("minimum ap50");
    }

    @Test
    void aPolicyThatIsPutAsADryRunIsNotKept() {
        Api.Answer answer = api.put("/api/v1/policies/tried?dryRun=true", YAML);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ASKED.getFirst())
                .startsWith("/api/v1/verdicts:dryRun?limit=20&allTargets=false {\"name\":\"tried\"");
        assertThat(api.get("/api/v1/policies/tried").status()).isEqualTo(404);
    }

    @Test
    void everyViolationIsListedAndNothingAsked() {
        Api.Answer answer = api.postText("/api/v1/policies:dryRun", "gats: []\nobjective: best");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/violations").size()).isEqualTo(3);
        assertThat(api.postText("/api/v1/policies:dryRun?model=A_b", YAML).status())
                .isEqualTo(400);
        assertThat(ASKED).isEmpty();
    }

    @Test
    void aRefusalOfTheEvaluationServiceComesBackAsItIs() {
        Api.Answer answer = api.postText("/api/v1/policies:dryRun?limit=0", YAML);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("limit must be 1 to 100");
    }

    @Test
    void theOverviewHasAFormForIt() {
        assertThat(api.get("/").text())
                .containsSubsequence("id=\"policy-text\"", "src=\"/elements.js\"", "src=\"/policies.js\"");
        assertThat(api.get("/elements.js").status()).isEqualTo(200);
        assertThat(api.get("/policies.js").status()).isEqualTo(200);
    }

    private static HttpServer evaluation() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().toString();
                ASKED.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                boolean refused = path.contains("limit=0");
                byte[] body = (refused ? "{\"detail\":\"limit must be 1 to 100, was 0\"}" : "{\"complete\":true}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders()
                        .add("Content-Type", refused ? "application/problem+json" : "application/json");
                exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
