package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.version.EvaluationTask;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.messaging.Correlation;
import dev.visor.platform.work.WorkQueue;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=100ms"
        })
class PromotionFlowTest {
    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private WorkQueue queue;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @LocalServerPort
    private int port;

    @Test
    void anUploadIsMeasuredJudgedPromotedAndServed() throws Exception {
        Story story = story("whole", 1)
                .made("small", Sight.TRUE, 0)
                .made("blind", Sight.HALF_BLIND, 0)
                .failed("int8")
                .tell(scenario);

        ChampionChanged champion = champion("whole", 1);
        assertThat(champion.variant()).isEqualTo(story.id("small"));
        assertThat(champion.artifact()).isEqualTo(story.artifactOf("small"));
        assertThat(champion.minimumScore()).isBetween(0.05, 1.0);

        VariantEvaluated evaluated =
                scenario.await(VariantEvaluated.class, e -> e.variant().equals(story.id("blind")));
        assertThat(evaluated.metrics().ap()).isCloseTo(0.5, within(1e-9));
        assertThat(evaluated.metrics().latencyRatio()).isPositive();
        assertThat(evaluated.metrics().peakMemoryBytes()).isNotZero();
        assertThat(evaluated.images()).isEqualTo(12);
        assertThat(store.contains(evaluated.report().digest())).isTrue();

        GateDecided blind = decided(story, "blind");
        assertThat(blind.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(blind.verdict().gates())
                .extracting(GateResult::outcome)
                .containsExactly(Outcome.FAIL, Outcome.FAIL, Outcome.PASS, Outcome.PASS);
        assertThat(decided(story, "baseline").verdict().outcome()).isEqualTo(Outcome.PASS);
        assertThat(scenario.await(PromotionStarted.class, e -> e.variant().equals(story.id("small")))
                        .reason())
                .startsWith("smallest of 2 that pass: AP 1.0000");

        scenario.publish(Story.serving(champion, "node-1"));
        scenario.publish(Story.serving(champion, "node-2"));
        PromotionCompleted completed =
                scenario.await(PromotionCompleted.class, e -> e.variant().equals(story.id("small")));
        assertThat(completed.node()).startsWith("node-");

        JsonNode view = get("/api/v1/evaluations/whole.1.blind", 200);
        assertThat(view.at("/measured/metrics/ap").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(view.at("/verdict/gates").size()).isEqualTo(4);
        assertThat(get("/api/v1/champions/whole", 200).at("/variant").asString())
                .isEqualTo("whole.1.small");
        assertThat(get("/api/v1/ledger:verify", 200).at("/intact").asBoolean()).isTrue();
        assertThat(get("/api/v1/evaluations/whole.1.unheard", 404).at("/code").asString())
                .isEqualTo("NOT_FOUND");
        assertThat(get("/api/v1/evaluations/whole", 400).at("/code").asString()).isEqualTo("INVALID_REQUEST");
        JsonNode suspicious = get("/api/v1/datasets/colours/suspicious", 200);
        assertThat(suspicious.at("/labels").isArray()).isTrue();
        assertThat(suspicious.at("/model").asString()).endsWith(".baseline");
        String version = "/api/v1/datasets/colours/suspicious?version=";
        assertThat(get(version + suspicious.at("/digest").asString(), 200)).isEqualTo(suspicious);
        assertThat(get(version + Sha256.of(new byte[0]), 404).at("/detail").asString())
                .contains("judged on this version of dataset 'colours'");
        assertThat(get("/api/v1/datasets/nowhere/suspicious", 404).at("/detail").asString())
                .contains("no uploaded model was judged on dataset 'nowhere'");
        assertThat(get("/v3/api-docs", 200).at("/paths").has("/api/v1/ledger:verify"))
                .isTrue();
    }

    @Test
    void theMostAccurateUploadDoubtsLabelsNotTheLast() throws Exception {
        story("sharp", 1).tell(scenario);
        champion("sharp", 1);
        Story blind = new Story(store, "dull", 1, "dull")
                .made("baseline", Sight.HALF_BLIND, 7)
                .tell(scenario);
        scenario.await(GateDecided.class, e -> e.variant().equals(blind.id("baseline")));
        assertThat(get("/api/v1/datasets/colours/suspicious", 200).at("/model").asString())
                .isNotEqualTo(blind.id("baseline").toString());
    }

    @Test
    void everyEventThreeTimesInAnyOrderEndsTheSame() {
        Story story = story("shuffled", 1).made("small", Sight.TRUE, 0).made("blind", Sight.HALF_BLIND, 0);
        List<Runnable> tellings = new ArrayList<>();
        for (Event event : story.all()) {
            String id = UUID.randomUUID().toString();
            Runnable again = () -> scenario.publish(id, event, Correlation.startingWith("shuffled"));
            // The same event once more, and the same fact under another id.
            tellings.addAll(List.of(again, again, () -> scenario.publish(event)));
        }
        Collections.shuffle(tellings, new Random(5));
        tellings.forEach(Runnable::run);

        ChampionChanged champion = champion("shuffled", 1);
        assertThat(champion.variant()).isEqualTo(story.id("small"));
        scenario.publish(Story.serving(champion, "node-1"));
        scenario.publish(Story.serving(champion, "node-1"));
        scenario.await(PromotionCompleted.class, e -> e.target().equals("shuffled"));
        assertThat(count(ChampionChanged.class, "shuffled")).isEqualTo(1);
        assertThat(count(PromotionStarted.class, "shuffled")).isEqualTo(1);
        assertThat(count(PromotionCompleted.class, "shuffled")).isEqualTo(1);
        assertThat(count(VariantEvaluated.class, "shuffled")).isEqualTo(3);
        assertThat(count(GateDecided.class, "shuffled")).isEqualTo(3);
    }

    @Test
    void aRefusalNamesTheNearestVariantAndWhatItLacks() {
        Story story = new Story(store, "poor", 1, "poor")
                .made("baseline", Sight.HALF_BLIND, Story.BASELINE_SALT)
                .made("small", Sight.HALF_BLIND, 0)
                .tell(scenario);
        PromotionRefused refused = refused(story);
        assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(refused.reason())
                .contains(
                        "no variant keeps policy 'strict'", "nearest of 2 variants", "minimum ap50 FAIL: ap50 is 0.5");
        assertThat(count(ChampionChanged.class, "poor")).isZero();
    }

    @Test
    void whatIsMadeOfADeadUploadIsNeverMeasuredNorPromoted() {
        Story story = new Story(store, "corpse", 1, "corpse")
                .dead("baseline", "0 of 20 pictures have a score above 0.05")
                .made("small", Sight.TRUE, 0)
                .tell(scenario);
        PromotionRefused refused = refused(story);
        assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(refused.reason())
                .contains("the uploaded model itself is dead", "0 of 20 pictures have a score above 0.05");
        assertThat(decided(story, "small").verdict().gates().getFirst().name()).isEqualTo("tripwire");
        assertThat(count(VariantEvaluated.class, "corpse")).isZero();
    }

    @Test
    void classesThatDoNotMatchAreAnErrorInWords() {
        Story story = story("strangers", 1).classes("red", "azure").tell(scenario);
        EvaluationFailed failed =
                scenario.await(EvaluationFailed.class, e -> e.key().equals("strangers"));
        assertThat(failed.code()).isEqualTo(ErrorCode.CLASS_MISMATCH);
        PromotionRefused refused = refused(story);
        assertThat(refused.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(refused.reason())
                .contains("no class of the model is class 'blue'", "[red, azure]", "[red, blue]", "classMap");
    }

    @Test
    void anUploadWithoutADatasetIsAnErrorInWords() {
        Story story = story("unjudged", 1).withoutDataset().tell(scenario);
        assertThat(refused(story).reason()).contains("dataset 'colours' is not imported");
    }

    @Test
    void aNodeThatCannotServeTheChampionBringsTheFormerOneBack() throws Exception {
        story("fickle", 1).tell(scenario);
        ChampionChanged first = champion("fickle", 1);
        scenario.publish(Story.serving(first, "node-1"));
        scenario.await(PromotionCompleted.class, e -> e.target().equals("fickle"));

        Story second = story("fickle", 2).made("small", Sight.TRUE, 0).tell(scenario);
        ChampionChanged broken = champion("fickle", 2);
        assertThat(broken.variant()).isEqualTo(second.id("small"));
        scenario.publish(Story.rejecting(broken, "node-1", "its digest is wrong"));
        scenario.publish(Story.rejecting(broken, "node-2", "its digest is wrong"));

        PromotionRolledBack rolledBack =
                scenario.await(PromotionRolledBack.class, e -> e.target().equals("fickle"));
        assertThat(rolledBack.variant()).isEqualTo(second.id("small"));
        assertThat(rolledBack.restored()).isEqualTo(first.variant());
        assertThat(rolledBack.reason()).contains("can't serve it: its digest is wrong");
        ChampionChanged restored = scenario.await(
                ChampionChanged.class,
                e -> e.target().equals("fickle") && e.ledgerSequence() > broken.ledgerSequence());
        assertThat(restored.artifact()).isEqualTo(first.artifact());
        scenario.publish(Story.serving(restored, "node-1"));

        JsonNode answer = post("/api/v1/champions/fickle:rollback", "{\"reason\":\"drill\"}", 409);
        assertThat(answer.at("/detail").asString()).contains("is the first champion of 'fickle'");
        JsonNode ledger = get("/api/v1/ledger?limit=1000", 200);
        assertThat(ledger.findValuesAsString("kind")).contains("ROLLBACK");
        assertThat(get("/api/v1/ledger:verify", 200).at("/intact").asBoolean()).isTrue();
        assertThat(count(PromotionRolledBack.class, "fickle")).isEqualTo(1);
    }

    @Test
    void anOperatorTakesAChampionBack() throws Exception {
        story("drill", 1).tell(scenario);
        ChampionChanged first = champion("drill", 1);
        scenario.publish(Story.serving(first, "node-1"));
        scenario.await(PromotionCompleted.class, e -> e.target().equals("drill"));
        story("drill", 2).made("small", Sight.TRUE, 0).tell(scenario);
        ChampionChanged second = champion("drill", 2);
        assertThat(scenario.await(PromotionStarted.class, e -> e.variant().equals(second.variant()))
                        .reason())
                .endsWith("; no gate compared it with drill.1.baseline, which it replaces");

        JsonNode answer = post("/api/v1/champions/drill:rollback", "{\"reason\":\"too many false alarms\"}", 200);
        assertThat(answer.at("/variant").asString()).isEqualTo("drill.1.baseline");
        assertThat(answer.at("/ledgerSequence").asLong()).isGreaterThan(second.ledgerSequence());
        PromotionRolledBack rolledBack =
                scenario.await(PromotionRolledBack.class, e -> e.target().equals("drill"));
        assertThat(rolledBack.reason()).isEqualTo("an operator took it back: too many false alarms");

        Instant restored = rolledBack.rolledBackAt();
        assertThat(championAt(first.changedAt())).isEqualTo("drill.1.baseline");
        assertThat(championAt(second.changedAt().minusNanos(1000))).isEqualTo("drill.1.baseline");
        assertThat(championAt(second.changedAt())).isEqualTo("drill.2.small");
        assertThat(championAt(restored.minusNanos(1000))).isEqualTo("drill.2.small");
        assertThat(championAt(restored)).isEqualTo("drill.1.baseline");
    }

    @Test
    void anOlderUploadThatPassesLateIsSuperseded() {
        story("late", 2).tell(scenario);
        champion("late", 2);
        Story old = story("late", 1).tell(scenario);
        PromotionRefused refused = refused(old);
        assertThat(refused.reason())
                .startsWith("superseded: late.1.baseline passes, but late.2.baseline of a later upload was promoted");
        assertThat(count(ChampionChanged.class, "late")).isEqualTo(1);
    }

    @Test
    void aPromotionThatNoNodeServedYetIsOvertakenByALaterOne() {
        story("hurry", 1).tell(scenario);
        champion("hurry", 1);
        story("hurry", 2).tell(scenario);
        ChampionChanged second = champion("hurry", 2);
        PromotionRolledBack overtaken =
                scenario.await(PromotionRolledBack.class, e -> e.target().equals("hurry"));
        assertThat(overtaken.variant().modelVersion().version()).isEqualTo(1);
        assertThat(overtaken.restored()).isEqualTo(second.variant());
    }

    @Test
    void theTaskOfAKilledWorkerIsDoneByAnother() {
        Story story = story("orphan", 1);
        scenario.publish(story.planned());
        // As a worker leaves it that was killed in the middle: taken, and silent since.
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            queue.submit(EvaluationTask.KIND, "orphan.1.baseline", new EvaluationTask(story.id("baseline")));
            int taken = jdbc.sql("""
                            update scheduled_tasks set picked = true, picked_by = 'killed', version = version + 1,
                                last_heartbeat = now() - interval '1 hour'
                            where task_instance = 'orphan.1.baseline'""").update();
            assertThat(taken).isEqualTo(1);
        });
        scenario.publish(story.registered());
        story.results().forEach(scenario::publish);
        assertThat(champion("orphan", 1).variant()).isEqualTo(story.id("baseline"));
    }

    @Test
    void theSameEvaluationIsNotComputedTwice() {
        Story first = story("twin", 1).tell(scenario);
        VariantEvaluated one =
                scenario.await(VariantEvaluated.class, e -> e.variant().equals(first.id("baseline")));
        Story second = story("twin", 2).tell(scenario);
        VariantEvaluated two =
                scenario.await(VariantEvaluated.class, e -> e.variant().equals(second.id("baseline")));
        assertThat(two.evaluatedAt()).isEqualTo(one.evaluatedAt());
        assertThat(two.metrics()).isEqualTo(one.metrics());
    }

    private String championAt(Instant time) throws Exception {
        return get("/api/v1/champions/drill?at=" + time, 200).at("/variant").asString();
    }

    private Story story(String model, int version) {
        return new Story(store, model, version, model).made("baseline", Sight.TRUE, Story.BASELINE_SALT);
    }

    private ChampionChanged champion(String target, int version) {
        return scenario.await(
                ChampionChanged.class,
                e -> e.target().equals(target) && e.variant().modelVersion().version() == version);
    }

    private PromotionRefused refused(Story story) {
        return scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(story.version()));
    }

    private GateDecided decided(Story story, String recipe) {
        return scenario.await(GateDecided.class, e -> e.variant().equals(story.id(recipe)));
    }

    private <E extends Event> long count(Class<E> type, String key) {
        return scenario.events()
                .of(type)
                .filter(r -> r.event().key().equals(key))
                .count();
    }

    private JsonNode get(String path, int status) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET(), status);
    }

    private JsonNode post(String path, String body, int status) throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                status);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode send(HttpRequest.Builder request, int status) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(answer.body());
        }
    }
}
