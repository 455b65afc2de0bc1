package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.GateDecided;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
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

@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=100ms"
        })
class ComparisonFlowTest {
    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @LocalServerPort
    private int port;

    @Test
    void variantsAreComparedAndVerdictsExplained() throws Exception {
        Story story = new Story(store, "compared", 1, "compared")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .made("blind", Sight.HALF_BLIND, 0)
                .failed("int8")
                .tell(scenario);
        scenario.await(GateDecided.class, e -> e.variant().equals(story.id("blind")));
        scenario.await(ChampionChanged.class, e -> e.target().equals("compared"));

        String path = "/api/v1/comparisons?first=compared.1.baseline&second=compared.1.blind";
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode comparison = JsonMapper.shared().readTree(answer.body());
        assertThat(comparison.at("/figures/0/metric").asString()).isEqualTo("ap");
        assertThat(comparison.at("/figures/0/difference").asDouble()).isEqualTo(-0.5);
        assertThat(comparison.at("/figures/0/probabilityWorse").asDouble()).isEqualTo(1);
        assertThat(comparison.at("/worse/0/second").findValuesAsString("kind")).contains("MISSED", "RIGHT");
        assertThat(comparison.at("/second/costs/latency/0/variantNanos").size()).isEqualTo(12);
        assertThat(get(path).body()).isEqualTo(answer.body());

        JsonNode ofChampion = json("/api/v1/comparisons?first=compared.1.blind&second=champion", 200);
        assertThat(ofChampion.at("/second/variant").asString()).isEqualTo("compared.1.baseline");

        JsonNode explanation = json("/api/v1/evaluations/compared.1.blind/explanation", 200);
        assertThat(explanation.at("/outcome").asString()).isEqualTo("FAIL");
        assertThat(explanation.at("/gates").size()).isEqualTo(4);
        assertThat(explanation.at("/gates/0/room").asDouble()).isNegative();
        assertThat(explanation.at("/gates/0/rule/gate").asString()).isNotBlank();
        assertThat(explanation.at("/worst/0/boxes").findValuesAsString("kind")).contains("MISSED");
        assertThat(explanation.at("/besideBaseline").size()).isPositive();

        JsonNode report = json("/api/v1/evaluations/compared.1.blind/report", 200);
        assertThat(report.at("/curves").size()).isEqualTo(2);
        assertThat(json("/api/v1/evaluations/compared.1.blind/costs", 200).has("nodes"))
                .isTrue();
        JsonNode view = json("/api/v1/evaluations/compared.1.blind", 200);
        assertThat(view.at("/measured/figures").size())
                .isEqualTo(report.at("/figures").size());
        assertThat(view.at("/measured/perClass/0/minimumScore").isNumber()).isTrue();

        assertThat(words("/api/v1/comparisons?first=compared.1.blind&second=compared.1.int8", 409))
                .contains("compared.1.int8", "was not measured");
        assertThat(words("/api/v1/comparisons?first=compared.1.blind&second=nobody.1.int8", 404))
                .contains("nobody.1.int8");
        assertThat(words("/api/v1/evaluations/compared.1.int8/explanation", 409))
                .contains("no verdict");
    }

    @Test
    void variantsOfDifferentPicturesAreNotComparedInWords() throws Exception {
        Story one = new Story(store, "ground", 1, "ground")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .tell(scenario);
        Story two = new Story(store, "ground", 2, "ground")
                .judgedOn(ColourWorld.dataset(store, "colours", 20))
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .tell(scenario);
        scenario.await(GateDecided.class, e -> e.variant().equals(one.id("baseline")));
        scenario.await(GateDecided.class, e -> e.variant().equals(two.id("baseline")));
        assertThat(words("/api/v1/comparisons?first=ground.1.baseline&second=ground.2.baseline", 422))
                .contains("12 pictures of dataset 'colours'", "20 pictures of dataset 'colours'", "upload one again");
    }

    private String words(String path, int status) throws Exception {
        return json(path, status).at("/detail").asString();
    }

    private JsonNode json(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
