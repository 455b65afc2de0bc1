package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.SecondDataset;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.replay.Check;
import dev.visor.evaluation.replay.LedgerFile;
import dev.visor.evaluation.replay.Replay;
import dev.visor.evaluation.replay.Verification;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Verdicts where something that they are based on is missing, was replaced, or is of before. */
@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=100ms"
        })
class JudgementTest {
    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void aVerdictThatCannotBeGivenIsAnErrorThoughThereIsAChampion() {
        Policy policy =
                policy("mended", null, new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null));
        story("mended", 1).policy(policy).tell(scenario);
        ChampionChanged champion =
                scenario.await(ChampionChanged.class, c -> c.target().equals("mended"));

        Story second = new Story(store, "mended", 2, "mended")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT + 1)
                .policy(policy)
                .judgedOn(ColourWorld.dataset(store, "others", 9))
                .made("small", Sight.TRUE, 0);
        whatTheChampionSawIsLost(champion, second);
        second.tell(scenario);

        PromotionRefused refused = refused(second);
        assertThat(refused.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(refused.reason()).contains("it could not be judged");
    }

    /** As a look that is done, and whose artefacts are gone. */
    private void whatTheChampionSawIsLost(ChampionChanged champion, Story story) {
        Sha256 dataset = ColourWorld.dataset(store, "others", 9);
        EvaluationPlan.Model uploaded = new EvaluationPlan.Model(story.artifactOf("baseline"), ColourWorld.manifest());
        Look look = EvaluationPlan.of(uploaded, uploaded, pictures(dataset), story.policy(), null, ToolVersion.CURRENT)
                .ofOther(new EvaluationPlan.Model(champion.artifact(), champion.manifest()));
        Sha256 nowhere = Sha256.of("nowhere".getBytes(StandardCharsets.UTF_8));
        jdbc.sql("""
                        insert into look (key, look, pictures, state, detections, detections_size, match_table,
                            match_table_size, began_at)
                        values (:key, :look, 9, 'DONE', :nowhere, 1, :nowhere, 1, now())""")
                .param("key", look.key().raw())
                .param("look", ContractJson.MAPPER.writeValueAsString(look))
                .param("nowhere", nowhere.raw())
                .update();
    }

    @Test
    void whatWasMeasuredByAVersionOfBeforeAndIsNotJudgedYetIsMeasuredAgain() {
        Story story = story("elder", 1)
                .judgedOn(ColourWorld.dataset(store, "elders", 7))
                .made("small", Sight.TRUE, 0);
        allBut(story, "baseline");
        scenario.await(VariantEvaluated.class, e -> e.variant().equals(story.id("small")));
        // A version of before kept figures under another key, and not what was seen.
        Sha256 former = Sha256.of("former".getBytes(StandardCharsets.UTF_8));
        jdbc.sql("""
                        update variant set evaluation = :former
                        where model = 'elder' and recipe = 'small'""").param("former", former.raw()).update();
        jdbc.sql("delete from look_waiter where variant like 'elder.%'").update();
        jdbc.sql("delete from look_shard where look in (select key from look where pictures = 7)")
                .update();
        jdbc.sql("delete from look where pictures = 7").update();

        publish(story, "baseline");
        assertThat(scenario.await(ChampionChanged.class, c -> c.target().equals("elder"))
                        .variant())
                .isEqualTo(story.id("small"));
    }

    @Test
    void aDatasetThatIsImportedAnewMeanwhileChangesNothingForAnUpload() {
        imported("abroad", 5, "2026-11-24T08:00:00Z");
        Policy policy = policy(
                "travelled",
                new SecondDataset("abroad", List.of(), Map.of()),
                new GateSpec.Minimum(Metric.CROSS_DOMAIN_AP, null, 0.9));
        Story story = story("travelled", 1).policy(policy).made("small", Sight.TRUE, 0);
        allBut(story, "baseline");
        scenario.await(VariantEvaluated.class, e -> e.variant().equals(story.id("small")));

        imported("abroad", 6, "2026-11-24T09:00:00Z");
        publish(story, "baseline");
        assertThat(scenario.await(ChampionChanged.class, c -> c.target().equals("travelled"))
                        .variant())
                .isEqualTo(story.id("small"));
        assertThat(scenario.events()
                        .of(VariantEvaluated.class)
                        .filter(r -> r.event().variant().equals(story.id("small"))))
                .hasSize(1);
    }

    @Test
    void aVariantIsComparedWithTheUploadedFileThoughNoVariantOfItWasMade() throws Exception {
        Policy policy = policy("unmade", null, new GateSpec.Maximum(Metric.FLIP_RATE, null, null, 0.1, null));
        Story story = story("unmade", 1)
                .policy(policy)
                .made("blind", Sight.HALF_BLIND, 0)
                .made("small", Sight.TRUE, 0);
        allBut(story, "baseline");
        scenario.publish(new CompressionFailed(
                story.id("baseline"), ErrorCode.PASS_BROKE_GRAPH, "a pass broke the graph", Instant.now()));

        GateDecided blind = scenario.await(GateDecided.class, e -> e.variant().equals(story.id("blind")));
        assertThat(blind.verdict().gates()).extracting(GateResult::outcome).contains(Outcome.FAIL);
        assertThat(scenario.await(ChampionChanged.class, c -> c.target().equals("unmade"))
                        .variant())
                .isEqualTo(story.id("small"));
        assertThat(verify())
                .allSatisfy(c -> assertThat(c.defect()).as(c.what()).isNull())
                .anySatisfy(c -> assertThat(c.what()).startsWith("report on unmade.1.small"));
    }

    private static Policy policy(String target, @Nullable SecondDataset second, GateSpec gate) {
        return new Policy(
                target,
                target,
                null,
                List.of(),
                Map.of(),
                List.of(new GateSpec.Minimum(Metric.AP50, null, 0.3), gate),
                Objective.SMALLEST,
                null,
                second,
                null);
    }

    private Story story(String model, int version) {
        return new Story(store, model, version, model).made("baseline", Sight.TRUE, Story.BASELINE_SALT);
    }

    private void allBut(Story story, String recipe) {
        scenario.publish(story.registered());
        scenario.publish(story.planned());
        story.results().stream().filter(e -> !isOf(e, story.id(recipe))).forEach(scenario::publish);
    }

    private void publish(Story story, String recipe) {
        story.results().stream().filter(e -> isOf(e, story.id(recipe))).forEach(scenario::publish);
    }

    private static boolean isOf(Event event, VariantId id) {
        return event instanceof VariantCompressed made && made.variant().equals(id);
    }

    private void imported(String name, int pictures, String at) {
        Sha256 digest = ColourWorld.dataset(store, name, pictures);
        jdbc.sql("""
                        insert into dataset (name, digest, imported_at) values (:name, :digest, cast(:at as timestamptz))
                        on conflict (name) do update set digest = excluded.digest""")
                .param("name", name)
                .param("digest", digest.raw())
                .param("at", at)
                .update();
    }

    private LabelledPictures pictures(Sha256 dataset) {
        try (InputStream in = store.open(dataset)) {
            return LabelledPictures.of(
                    dataset, ContractJson.MAPPER.readValue(in.readAllBytes(), DatasetManifest.class));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private PromotionRefused refused(Story story) {
        return scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(story.version()));
    }

    private List<Check> verify() throws Exception {
        String ledger;
        try (HttpClient client = HttpClient.newHttpClient()) {
            ledger = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/ledger?limit=1000"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
        List<Check> checks = new ArrayList<>();
        Replay replay = new Replay(store, false, (l, seen, pictures) -> {}, checks::add);
        new Verification(replay, checks::add)
                .of(LedgerFile.read(ledger.getBytes(StandardCharsets.UTF_8)).lines(), 0);
        return checks;
    }
}
