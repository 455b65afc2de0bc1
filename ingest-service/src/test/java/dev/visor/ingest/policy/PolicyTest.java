package dev.visor.ingest.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.event.PolicyDefined;
import dev.visor.ingest.Api;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@VisorTest
class PolicyTest {
    private static final String YAML = "target: depot\ngates:\n  - {gate: minimum, metric: ap50, limit: 0.4}\n";

    @LocalServerPort
    private int port;

    @Autowired
    private EventScenario scenario;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(port);
    }

    @Test
    void theDefaultIsThereFromTheStart() {
        Api.Answer answer = api.get("/api/v1/policies/default");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/policy/objective").stringValue()).isEqualTo("fastest");
        assertThat(api.get("/api/v1/policies").json().findValuesAsString("name"))
                .contains("default");
        assertThat(scenario.await(PolicyDefined.class, e -> e.key().equals("default"))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void versionsAreCountedByChange() {
        assertThat(api.put("/api/v1/policies/depot", YAML, "Content-Type", "application/yaml")
                        .status())
                .isEqualTo(201);
        assertThat(api.put("/api/v1/policies/depot", YAML, "Content-Type", "text/yaml")
                        .status())
                .isEqualTo(200);
        Api.Answer changed = api.put("/api/v1/policies/depot", YAML.replace("0.4", "0.5"));

        assertThat(changed.status()).isEqualTo(201);
        assertThat(changed.json().at("/version").intValue()).isEqualTo(2);
        assertThat(scenario.await(PolicyDefined.class, e -> e.key().equals("depot") && e.version() == 2)
                        .policy()
                        .target())
                .isEqualTo("depot");
    }

    @Test
    void canBeReadAsYamlAndPutBack() {
        api.put("/api/v1/policies/round", YAML);

        Api.Answer yaml = api.get("/api/v1/policies/round", "Accept", "application/yaml");

        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        assertThat(yaml.text()).contains("gate: minimum", "limit: 0.4");
        assertThat(api.put("/api/v1/policies/round", yaml.text()).status()).isEqualTo(200);
    }

    @Test
    void everyViolationIsListed() {
        Api.Answer answer = api.put("/api/v1/policies/wrong", "gats: []\nobjective: best");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/violations").size()).isEqualTo(3);
        assertThat(answer.text()).contains("gats", "allowed here", "most-accurate");
        assertThat(api.get("/api/v1/policies/wrong").status()).isEqualTo(404);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThat(api.put("/api/v1/policies/long", "#" + "x".repeat(300_000)).status())
                .isEqualTo(413);
    }
}
