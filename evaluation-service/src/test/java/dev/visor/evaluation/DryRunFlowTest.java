package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Policies that are tried on uploads of before. */
@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=100ms"
        })
class DryRunFlowTest {
    private static final GateSpec AP50 = new GateSpec.Minimum(Metric.AP50, null, 0.9);

    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Story good;
    private Story blind;

    /** Promoted by its variant 'small', then refused. */
    @BeforeEach
    void twoUploadsWereDecided() {
        good = new Story(store, "tried", 1, "tried")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .made("small", Sight.TRUE, 0)
                .made("blind", Sight.HALF_BLIND, 0);
        blind = new Story(store, "tried", 2, "tried").made("baseline", Sight.HALF_BLIND, Story.BASELINE_SALT);
        if (jdbc.sql("select count(*) from promotion where model = 'tried'")
                        .query(Integer.class)
                        .single()
                == 0) {
            good.tell(scenario);
            scenario.await(ChampionChanged.class, e -> e.target().equals("tried"));
            blind.tell(scenario);
            scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(blind.version()));
        }
    }

    @Test
    void theSamePolicyAgainChangesNothing() throws Exception {
        String before = everythingKept();
        JsonNode answer = dryRun(Story.strict("tried"), "");
        assertThat(answer.at("/complete").asBoolean()).isTrue();
        assertThat(answer.has("notice")).isFalse();
        assertThat(answer.at("/summary/uploads").asInt()).isEqualTo(2);
        assertThat(answer.at("/summary/wouldPromote").asInt()).isEqualTo(1);
        assertThat(answer.at("/summary/changed").asInt()).isZero();
        assertThat(answer.at("/summary/variants").asInt()).isEqualTo(4);
        assertThat(answer.at("/summary/pass").asInt()).isEqualTo(2);
        assertThat(answer.at("/summary/fail").asInt()).isEqualTo(2);
        assertThat(answer.at("/summary/changedVariants").asInt()).isZero();
        JsonNode newest = answer.at("/uploads/0");
        assertThat(newest.at("/version/version").asInt()).isEqualTo(2);
        assertThat(newest.at("/state").asString()).isEqualTo("REFUSED");
        assertThat(newest.at("/reason").asString()).contains("no variant keeps policy 'strict'");
        assertThat(newest.has("chosen")).isFalse();
        JsonNode promoted = answer.at("/uploads/1");
        assertThat(promoted.at("/promoted").asString()).isEqualTo("tried.1.small");
        assertThat(promoted.at("/chosen").asString()).isEqualTo("tried.1.small");
        assertThat(everythingKept()).as("nothing is kept or told").isEqualTo(before);
    }

    @Test
    void otherClassesAreJudgedFromTheSameDetections() throws Exception {
        String before = everythingKept();
        Policy redOnly = new Policy("red", "tried", null, List.of("red"), Map.of(), List.of(AP50), Objective.SMALLEST);
        JsonNode answer = dryRun(redOnly, "");
        assertThat(answer.at("/summary/pass").asInt())
                .as("who is blind for blue")
                .isEqualTo(4);
        assertThat(answer.at("/summary/changedVariants").asInt()).isEqualTo(2);
        JsonNode newest = answer.at("/uploads/0");
        assertThat(newest.at("/chosen").asString()).isEqualTo("tried.2.baseline");
        assertThat(newest.at("/changed").asBoolean()).isTrue();
        assertThat(newest.at("/variants/0/then").asString()).isEqualTo("FAIL");
        assertThat(newest.at("/variants/0/now/gates/0/reason").asString())
                .isEqualTo("ap50 is 1.0000, at least 0.9000 is asked for");

        Policy exchanged = new Policy(
                "exchanged",
                "tried",
                null,
                List.of(),
                Map.of("red", "blue", "blue", "red"),
                List.of(new GateSpec.Minimum(Metric.AP50, null, 0.1)),
                Objective.SMALLEST);
        assertThat(dryRun(exchanged, "").at("/summary/fail").asInt()).isEqualTo(4);
        Policy unknown =
                new Policy("unknown", "tried", null, List.of("green"), Map.of(), List.of(AP50), Objective.SMALLEST);
        assertThat(dryRun(unknown, "")
                        .at("/uploads/0/variants/0/now/gates/0/reason")
                        .asString())
                .contains("policy 'unknown' judges class 'green', which the dataset lacks");
        assertThat(everythingKept()).as("nothing was looked at").isEqualTo(before);
    }

    @Test
    void whatWasNotSeenIsAnErrorOfThatGateAlone() throws Exception {
        JsonNode answer = dryRun(
                Story.policy(
                        "tried",
                        new GateSpec.Minimum(Metric.WORST_CORRUPTION_AP, null, 0.1),
                        AP50,
                        new GateSpec.SizeRatio(1)),
                "");
        JsonNode gates = answer.at("/uploads/1/variants/0/now/gates");
        assertThat(gates.findValuesAsString("outcome")).containsExactly("ERROR", "PASS", "PASS");
        assertThat(gates.at("/0/reason").asString())
                .isEqualTo(
                        "tried.1.baseline or its uploaded file was not looked at on the 12 pictures of 'colours' under night 1"
                                + " (and 54 more); a dry run looks at nothing, upload the model again with this policy");
        assertThat(answer.at("/summary/error").asInt()).isEqualTo(4);
        JsonNode only = dryRun(Story.policy("tried", new GateSpec.Minimum(Metric.MEAN_CORRUPTION_AP, null, 0.1)), "");
        assertThat(only.at("/summary/error").asInt()).isEqualTo(4);
    }

    @Test
    void theChampionComparedWithIsTodays() throws Exception {
        GateSpec lost = new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, 0.95);
        JsonNode answer = dryRun(Story.policy("tried", lost), "&limit=1");
        assertThat(answer.at("/summary/uploads").asInt()).isEqualTo(1);
        assertThat(answer.at("/uploads/0/variants/0/now/gates/0/reason").asString())
                .contains("ap is 0.5000 after 1.0000 of the champion tried.1.small");
        JsonNode itself = dryRun(Story.policy("tried", lost), "").at("/uploads/1/variants/2/now/gates/0");
        assertThat(itself.at("/outcome").asString()).isEqualTo("PASS");
        assertThat(itself.at("/value").asDouble()).isZero();
        assertThat(itself.at("/high").asDouble()).isZero();
    }

    @Test
    void whichUploadsCanBeSaid() throws Exception {
        Policy elsewhere = Story.policy("nowhere", AP50);
        assertThat(dryRun(elsewhere, "").at("/summary/uploads").asInt()).isZero();
        assertThat(dryRun(elsewhere, "&allTargets=true&model=tried")
                        .at("/summary/uploads")
                        .asInt())
                .isEqualTo(2);
        assertThat(dryRun(Story.strict("tried"), "&model=other")
                        .at("/summary/uploads")
                        .asInt())
                .isZero();
        String policy = ContractJson.MAPPER.writeValueAsString(elsewhere);
        assertThat(post("?limit=0", policy, 400).at("/detail").asString()).isEqualTo("limit must be 1 to 100, was 0");
        assertThat(post("", "{\"name\": \"x\"}", 422).at("/code").asString()).isEqualTo("INVALID_POLICY");
        assertThat(post("", "no JSON", 422).at("/code").asString()).isEqualTo("INVALID_POLICY");
    }

    /** Rows of all that a dry run might change. */
    private String everythingKept() {
        return List.of("look", "look_shard", "evaluation", "gate_result", "variant", "promotion", "ledger").stream()
                .map(table -> table + " "
                        + jdbc.sql("select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from " + table
                                        + " t")
                                .query(String.class)
                                .single())
                .toList()
                .toString();
    }

    private JsonNode dryRun(Policy policy, String query) throws Exception {
        return post("?" + query, ContractJson.MAPPER.writeValueAsString(policy), 200);
    }

    private JsonNode post(String query, String body, int status) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/verdicts:dryRun" + query);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(answer.body());
        }
    }
}
