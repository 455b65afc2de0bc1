package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Progress;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.replay.Check;
import dev.visor.evaluation.replay.LedgerFile;
import dev.visor.evaluation.replay.Replay;
import dev.visor.evaluation.replay.Verification;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What many workers see, in whatever order, however often and with whatever losses, is what one sees. */
@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=50ms",
            "visor.work.threads=2"
        })
class DistributionTest {
    private static final int PICTURES = 130;

    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private Looks looks;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @AfterEach
    void calm() {
        run("drop trigger if exists trouble on scheduled_tasks");
        run("drop trigger if exists again on scheduled_tasks");
        run("drop trigger if exists failing on look_shard");
    }

    @Test
    void killedRepeatedReorderedAndFailingShardsGiveTheBytesOfOneWorker() throws Exception {
        shuffleAndKillShards();
        repeatShards();
        failShardsOfPicture(64, 2);
        Sha256 dataset = ColourWorld.dataset(store, "crowd", PICTURES);
        Story story = new Story(store, "spread", 1, "spread")
                .judgedOn(dataset)
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .made("blind", Sight.HALF_BLIND, 0)
                .tell(scenario);
        scenario.await(ChampionChanged.class, e -> e.target().equals("spread"));
        VariantEvaluated blind =
                scenario.await(VariantEvaluated.class, e -> e.variant().equals(story.id("blind")));
        assertThat(blind.images()).isEqualTo(PICTURES);
        assertThat(count("select count(*) from look_shard where match_table is null"))
                .isZero();
        assertThat(count("select count(*) from look_waiter")).isZero();

        for (String recipe : List.of("baseline", "blind")) {
            Look look = look(story, recipe, dataset);
            SeenStore.Kept alone = new SeenStore(store)
                    .put(
                            split(dataset).images(),
                            new LocalLooks(
                                            store,
                                            this::split,
                                            new PictureCache(store, 1 << 20),
                                            1,
                                            (l, seen, pictures) -> {})
                                    .apply(look));
            Looks.Kept spread = looks.kept(look).orElseThrow();
            assertThat(spread.detections()).as(recipe).isEqualTo(alone.detections());
            assertThat(spread.table()).as(recipe).isEqualTo(alone.table());
        }
        List<Check> checks = verify();
        assertThat(checks).allSatisfy(c -> assertThat(c.defect()).as(c.what()).isNull());
        assertThat(checks)
                .extracting(Check::what)
                .anySatisfy(what -> assertThat(what).startsWith("report on spread.1.baseline"))
                .anySatisfy(what -> assertThat(what).contains("sees the same on 130 pictures"));
        progressWasTold(story);
    }

    private void progressWasTold(Story story) {
        EvaluationProgress told = scenario.await(
                EvaluationProgress.class,
                e -> e.variant().modelVersion().equals(story.version())
                        && e.progress().unit().equals("images"));
        Progress progress = told.progress();
        assertThat(progress.step()).isEqualTo("detecting");
        assertThat(progress.done()).isBetween(1L, progress.total());
        assertThat(progress.total()).as("pictures of all its looks").isIn(130L, 260L);
        assertThat(progress.perSecond()).isPositive();
        assertThat(progress.etaMillis()).isNotNegative();
    }

    @Test
    void aLookThatFailedFailsThoseWhoWaitedOnceAndBeginsAgainForALaterUpload() {
        failShardsOfPicture(0, Integer.MAX_VALUE);
        Story first = new Story(store, "unlucky", 1, "unlucky")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT + 1)
                .tell(scenario);
        EvaluationFailed failed =
                scenario.await(EvaluationFailed.class, e -> e.variant().equals(first.id("baseline")));
        assertThat(failed.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failed.reason()).contains("no shard of picture 0 today");
        assertThat(count("select count(*) from look_waiter")).isZero();
        assertThat(count("select count(*) from look where state = 'FAILED'")).isOne();

        run("drop trigger failing on look_shard");
        Story second = new Story(store, "unlucky", 2, "unlucky")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT + 1)
                .tell(scenario);
        scenario.await(VariantEvaluated.class, e -> e.variant().equals(second.id("baseline")));
        assertThat(count("select count(*) from look where state = 'FAILED'")).isZero();
        assertThat(count("select count(*) from look_waiter")).isZero();
        assertThat(scenario.events()
                        .of(EvaluationFailed.class)
                        .filter(r -> r.event().key().equals("unlucky")))
                .hasSize(1);
    }

    /** Shards run in another order than they were submitted, and every third is left by a worker that is silent since. */
    private void shuffleAndKillShards() {
        run("""
                create or replace function trouble() returns trigger language plpgsql as $$
                begin
                    new.execution_time := clock_timestamp()
                        + abs(hashtext(new.task_instance)) % 600 * interval '1 millisecond';
                    if abs(hashtext(new.task_instance)) % 3 = 0 then
                        new.picked := true;
                        new.picked_by := 'killed';
                        new.last_heartbeat := now() - interval '1 hour';
                    end if;
                    return new;
                end $$""");
        run("""
                create trigger trouble before insert on scheduled_tasks for each row
                when (new.task_name = 'look-at-shard') execute function trouble()""");
    }

    private void repeatShards() {
        run("""
                create or replace function again() returns trigger language plpgsql as $$
                begin
                    insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
                        consecutive_failures, version)
                    values (new.task_name, new.task_instance || '/again', new.task_data, now(), false, 0, 1);
                    return new;
                end $$""");
        run("""
                create trigger again after insert on scheduled_tasks for each row
                when (new.task_name = 'look-at-shard' and new.task_instance not like '%/again')
                execute function again()""");
    }

    /** What shards see of some pictures can't be kept, the first few times. */
    private void failShardsOfPicture(int first, int times) {
        run("create sequence if not exists failures");
        run("alter sequence failures restart");
        run("""
                create or replace function failing() returns trigger language plpgsql as $$
                begin
                    if nextval('failures') <= %d then
                        raise exception 'no shard of picture %% today', new.first;
                    end if;
                    return new;
                end $$""".formatted(times));
        run("""
                create trigger failing before update on look_shard for each row
                when (new.first = %d and new.match_table is not null) execute function failing()""".formatted(first));
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private Look look(Story story, String recipe, Sha256 dataset) {
        return new Look(
                story.artifactOf(recipe),
                ColourWorld.manifest(),
                dataset,
                Split.VAL,
                PICTURES,
                ClassAlignment.of(ColourWorld.CLASSES, ColourWorld.CLASSES, story.policy()),
                null,
                ToolVersion.CURRENT);
    }

    private LabelledPictures split(Sha256 digest) {
        try (var in = store.open(digest)) {
            return LabelledPictures.of(digest, ContractJson.MAPPER.readValue(in.readAllBytes(), DatasetManifest.class));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Looks and computes again in this process alone, and compares digests. */
    private List<Check> verify() throws Exception {
        List<Check> checks = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] ledger = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/ledger?limit=1000"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            Replay replay = new Replay(store, true, (l, seen, pictures) -> {}, checks::add);
            new Verification(replay, checks::add).of(LedgerFile.read(ledger).lines(), 0);
        }
        return checks;
    }
}
