package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.ledger.Environment;
import dev.visor.evaluation.replay.Check;
import dev.visor.evaluation.replay.LedgerFile;
import dev.visor.evaluation.replay.Replay;
import dev.visor.evaluation.replay.Verification;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The ledger tells who was champion when, and its decisions can be given again from the artefacts alone. */
@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=100ms"
        })
class LedgerReplayTest {
    private static final Policy AGAINST_THE_CHAMPION = Story.policy(
            "replayed",
            new GateSpec.Minimum(Metric.AP50, null, 0.9),
            new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null),
            new GateSpec.MaximumRatio(Metric.LATENCY_P50, 1000, null));

    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private Environment environment;

    @LocalServerPort
    private int port;

    @Test
    void decisionsComeOutTheSameAgainAndChangedOnesAreFound() throws Exception {
        Instant before = Instant.now();
        promoted("replayed", 1, Story.strict("replayed"));
        promoted("replayed", 2, AGAINST_THE_CHAMPION);

        String ledger = get("/api/v1/ledger?limit=1000").body();
        assertThat(ContractJson.MAPPER.readTree(ledger).at("/0/entry/environment"))
                .isEqualTo(ContractJson.MAPPER.valueToTree(environment));
        List<Check> checks = verify(ledger, true);
        assertThat(checks).allSatisfy(c -> assertThat(c.defect()).as(c.what()).isNull());
        assertThat(checks)
                .extracting(Check::what)
                .anySatisfy(what -> assertThat(what).isEqualTo("verdict on replayed.1.blind: FAIL"))
                .anySatisfy(what -> assertThat(what).startsWith("report on replayed.1.small"))
                .contains(
                        "begins the ledger",
                        "rival of replayed.2.small",
                        "metrics of replayed.2.small",
                        "metrics of replayed.1.small",
                        "costs of replayed.1.small",
                        "costs of the uploaded file beside those of replayed.1.small",
                        "replayed.1.small sees the same on 12 pictures",
                        "replayed.1.baseline sees the same on 12 pictures")
                .anySatisfy(what -> assertThat(what).contains("is the smallest of 2 that pass"));

        String changed = ledger.replace("\\\"split\\\":\\\"val\\\"", "\\\"split\\\":\\\"test\\\"");
        assertThat(changed).isNotEqualTo(ledger);
        assertThat(verify(changed, false))
                .anySatisfy(c -> assertThat(c.defect()).contains("it was changed"));

        assertThat(get("/api/v1/champions/replayed?at=" + at(before)).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/champions/replayed?at=" + at(Instant.now())).body())
                .contains("\"variant\":\"replayed.2.small\"", "classMinimumScores");
        assertThat(get("/api/v1/champions/replayed?at=yesterday").statusCode()).isEqualTo(400);
    }

    private void promoted(String name, int version, Policy policy) {
        Story story = new Story(store, name, version, name)
                .policy(policy)
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .made("small", Sight.TRUE, 0)
                .made("blind", Sight.HALF_BLIND, 0)
                .tell(scenario);
        ChampionChanged champion = scenario.await(
                ChampionChanged.class,
                c -> c.variant().modelVersion().equals(story.id("small").modelVersion()));
        assertThat(champion.variant()).isEqualTo(story.id("small"));
    }

    private List<Check> verify(String ledger, boolean look) {
        List<Check> checks = new ArrayList<>();
        Replay replay = new Replay(store, look, (l, seen, pictures) -> {}, checks::add);
        new Verification(replay, checks::add)
                .of(LedgerFile.read(ledger.getBytes(StandardCharsets.UTF_8)).lines(), 0);
        return checks;
    }

    private static String at(Instant time) {
        return URLEncoder.encode(time.toString(), StandardCharsets.UTF_8);
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
