package dev.visor.ingest.dashboard.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.EventCatalog;
import dev.visor.contracts.event.PolicyDefined;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Experiments;
import dev.visor.ingest.dashboard.Story;
import dev.visor.ingest.dashboard.view.DetectionQueries;
import dev.visor.ingest.dashboard.view.ExperimentEntry;
import dev.visor.ingest.dashboard.view.ExperimentQueries;
import dev.visor.ingest.dashboard.view.FleetQueries;
import dev.visor.ingest.dashboard.view.LibraryQueries;
import dev.visor.ingest.dashboard.view.VariantDetail;
import dev.visor.ingest.dashboard.view.VersionDetail;
import dev.visor.ingest.dashboard.view.VersionQueries;
import dev.visor.platform.messaging.EventContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

class ProjectionsTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @Autowired
    private List<Projection<?>> projections;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private VersionQueries versions;

    @Autowired
    private FleetQueries fleet;

    @Autowired
    private DetectionQueries detections;

    @Autowired
    private LibraryQueries library;

    @Autowired
    private ExperimentQueries experiments;

    /** An event with its envelope. */
    private record Enveloped(Event event, EventContext context) {}

    @Test
    void everyEventHasExactlyOneProjection() {
        assertThat(projections.stream().map(p -> p.type().getName()))
                .containsExactlyInAnyOrderElementsOf(
                        EventCatalog.all().stream().map(Class::getName).toList());
    }

    @Test
    void aStoryReadsTheSameInWhateverOrderAndHoweverOftenItsEventsCome() {
        Story inOrder = new Story("in-order", 1, START);
        inOrder.insertRegistryRow(jdbc, "PROMOTED", null);
        enveloped(inOrder).forEach(this::project);
        String expected = normalized(inOrder);
        assertThat(expected).contains("COMPLETED", "JUDGED", "DEAD").doesNotContain("calibration of 64 tensors");

        for (int seed = 0; seed < 8; seed++) {
            Story shuffled = new Story("shuffled-" + seed, 1, START);
            shuffled.insertRegistryRow(jdbc, "PROMOTED", null);
            List<Enveloped> thrice = new ArrayList<>();
            List<Enveloped> once = enveloped(shuffled);
            thrice.addAll(once);
            thrice.addAll(once);
            thrice.addAll(once);
            Collections.shuffle(thrice, new Random(seed));
            thrice.forEach(this::project);
            assertThat(normalized(shuffled)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aLaterMeasurementReplacesAnEarlierOneWithItsClasses() {
        Story story = new Story("measured-again", 1, START);
        story.insertRegistryRow(jdbc, "EVALUATING", null);
        VariantEvaluated first = story.evaluated("fp16", 0.5, 1.2, 100, 10);
        VariantEvaluated second = story.evaluated("fp16", 0.6, 1.1, 100, 20);
        project(second, first, second);
        VariantDetail variant = only(story);
        assertThat(variant.metrics()).isEqualTo(second.metrics());
        assertThat(variant.perClass()).isEqualTo(second.perClass());
        assertThat(variant.state()).isEqualTo(VariantDetail.State.EVALUATED);
    }

    @Test
    void aVariantThatCouldNotBeMadeSaysWhyUntilItIsMade() {
        Story story = new Story("not-made", 1, START);
        story.insertRegistryRow(jdbc, "COMPRESSING", null);
        project(story.compressing("int8"));
        assertThat(only(story).state()).isEqualTo(VariantDetail.State.COMPRESSING);
        project(new CompressionFailed(
                story.variant("int8"), ErrorCode.PASS_BROKE_GRAPH, "Conv_3 has two producers\0", START.plusSeconds(5)));
        assertThat(only(story).state()).isEqualTo(VariantDetail.State.FAILED);
        assertThat(only(story).progress()).isNull();
        assertThat(only(story).reason()).isEqualTo("Conv_3 has two producers\uFFFD");
        project(story.compressed("int8", 3_000_000, null, 9));
        assertThat(only(story).state()).isEqualTo(VariantDetail.State.COMPRESSED);
        assertThat(only(story).reason()).isNull();
    }

    @Test
    void aVariantThatCouldNotBeMeasuredSaysWhy() {
        Story story = new Story("not-measured", 1, START);
        story.insertRegistryRow(jdbc, "EVALUATING", null);
        project(
                story.evaluating("int8"),
                new EvaluationFailed(
                        story.variant("int8"),
                        ErrorCode.CLASS_MISMATCH,
                        "class rider is missing",
                        START.plusSeconds(5)));
        assertThat(only(story).state()).isEqualTo(VariantDetail.State.FAILED);
        assertThat(only(story).reason()).isEqualTo("class rider is missing");
    }

    @Test
    void aVerdictEndsTheLooksOfTheChampionThatItWaitedFor() {
        Story story = new Story("judged-late", 1, START);
        story.insertRegistryRow(jdbc, "EVALUATING", null);
        project(
                story.compressed("int8", 3_000_000, null, 9),
                story.evaluated("int8", 0.6, 0.48, 3_300_000, 10),
                story.evaluating("int8"));
        assertThat(only(story).progress()).isNotNull();
        project(story.decided("int8", 0.0059, 0.48, 0.268, 12));
        assertThat(only(story).progress()).isNull();
    }

    @Test
    void progressIsShownAgainWhenAVariantIsMadeAgain() {
        Story story = new Story("made-again", 1, START);
        story.insertRegistryRow(jdbc, "COMPRESSING", null);
        project(story.compressed("int8", 3_000_000, null, 9));
        assertThat(only(story).progress()).isNull();
        project(story.compressing("int8"));
        assertThat(only(story).progress()).isNotNull();
        assertThat(only(story).state()).isEqualTo(VariantDetail.State.COMPRESSING);
    }

    @Test
    void aRolloutThatWasTakenBackSaysWhatServesAgain() {
        Story story = new Story("taken-back", 2, START);
        story.insertRegistryRow(jdbc, "REJECTED", null);
        project(
                new PromotionRolledBack(
                        story.variant("int8"),
                        "roadside",
                        new Story("taken-back", 1, START).variant("fp16"),
                        "the golden picture differs",
                        START.plusSeconds(120)),
                story.promotionStarted("int8", 92));
        VersionDetail.Promotion promotion = versions.version("taken-back", 2).promotion();
        assertThat(promotion).isNotNull();
        assertThat(promotion.state()).isEqualTo("ROLLED_BACK");
        assertThat(promotion.reason()).isEqualTo("the golden picture differs");
        assertThat(promotion.restored()).isEqualTo("taken-back.1.fp16");
    }

    @Test
    void aChampionOfALowerLedgerEntryIsOutOfDate() {
        Story story = new Story("ledger", 1, START);
        project(story.champion("int8", "ledger-target", 9), story.champion("fp16", "ledger-target", 8));
        assertThat(fleet.fleet().champions())
                .filteredOn(c -> c.target().equals("ledger-target"))
                .singleElement()
                .satisfies(c -> assertThat(c.variant()).isEqualTo("ledger.1.int8"));
    }

    @Test
    void aNodeIsWhatItSaidLastUntilItsKeyIsDeleted() {
        Story story = new Story("nodes", 1, START);
        project(
                story.champion("int8", "node-target", 1),
                story.serving("node-x", "node-target", "int8", Instant.now()),
                story.serving("node-x", "node-target", "fp16", START));
        assertThat(fleet.fleet().nodes())
                .filteredOn(n -> n.node().equals("node-x"))
                .singleElement()
                .satisfies(n -> {
                    assertThat(n.variant()).isEqualTo("nodes.1.int8");
                    assertThat(n.silent()).isFalse();
                });
        assertThat(fleet.fleet().champions())
                .filteredOn(c -> c.target().equals("node-target"))
                .singleElement()
                .satisfies(c -> assertThat(c.serving()).isEqualTo(1));
        projections.stream()
                .filter(p -> p.name().equals("dashboard-NodeReported"))
                .forEach(p -> transactions.executeWithoutResult(t -> p.handleTombstone("node-x")));
        assertThat(fleet.fleet().nodes()).noneMatch(n -> n.node().equals("node-x"));
    }

    @Test
    void aNodeThatWasNotHeardOfForAMinuteIsSilent() {
        project(new Story("quiet", 1, START)
                .serving("node-quiet", "quiet-target", "int8", Instant.now().minusSeconds(61)));
        assertThat(fleet.fleet().nodes())
                .filteredOn(n -> n.node().equals("node-quiet"))
                .singleElement()
                .satisfies(n -> assertThat(n.silent()).isTrue());
    }

    @Test
    void onlyTheLastFramesOfACameraAreKeptWithTheirBoxes() {
        Story story = new Story("frames", 1, START);
        for (long frame = 0; frame < DetectionProjection.KEPT + 30; frame++) {
            project(story.frame("ring", frame, null, null));
        }
        project(story.frame("ring", 3, null, null));
        assertThat(detections.latest("ring", 200))
                .hasSize(DetectionProjection.KEPT)
                .first()
                .satisfies(d -> {
                    assertThat(d.frame()).isEqualTo(DetectionProjection.KEPT + 29L);
                    assertThat(d.detections())
                            .isEqualTo(story.frame("ring", 0, null, null).detections());
                });
        assertThat(jdbc.sql("select count(distinct frame) from view_detection_box where camera = 'ring'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(DetectionProjection.KEPT);
    }

    @Test
    void aCameraThatBeginsAgainAtFrameZeroShowsItsNewFrames() {
        project(new Story("old", 1, START).frame("again", 0, null, null));
        project(new Story("new", 1, START.plusSeconds(3600)).frame("again", 0, null, null));
        assertThat(detections.latest("again", 10))
                .singleElement()
                .satisfies(d -> assertThat(d.variant()).isEqualTo("new.1.int8"));
    }

    @Test
    void datasetsAndPoliciesAreWhatTheyWereLast() {
        Story story = new Story("library", 1, START);
        Policy policy = Policy.standard();
        project(
                story.dataset("library-set"),
                new PolicyDefined(policy, 2, START.plusSeconds(2)),
                new PolicyDefined(policy, 1, START));
        assertThat(library.library().datasets())
                .filteredOn(d -> d.name().equals("library-set"))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.images())
                            .containsExactly(
                                    java.util.Map.entry("train", 2400),
                                    java.util.Map.entry("calib", 128),
                                    java.util.Map.entry("val", 600));
                    assertThat(d.findings()).isEqualTo(3);
                });
        assertThat(library.library().policies())
                .filteredOn(p -> p.policy().name().equals("default"))
                .singleElement()
                .satisfies(p -> assertThat(p.version()).isEqualTo(2));
    }

    @Test
    void anExperimentIsWhatItsNewestRevisionSays() {
        Experiments experiment = new Experiments("projected-1", "projected", START);
        project(experiment.after(3), experiment.after(0), experiment.after(3));
        ExperimentEntry entry = experiments.experiment("projected-1");
        assertThat(entry.facts()).isEqualTo(experiment.after(3));
        assertThat(entry.state()).isEqualTo("RUNNING");
        assertThat(entry.ended()).isEqualTo(3);
        assertThat(experiments.latest("projected", 10)).containsExactly(entry);
        assertThat(experiments.count("projected")).isEqualTo(1);
    }

    @Test
    void progressOfAnExperimentIsShownWhileItsPointRuns() {
        Experiments experiment = new Experiments("projected-2", "projected-progress", START);
        project(experiment.after(2), experiment.progress(2));
        assertThat(experiments.experiment("projected-2").progress())
                .isEqualTo(experiment.progress(2).progress());
        project(experiment.after(21));
        assertThat(experiments.experiment("projected-2").progress()).isNull();
        assertThat(experiments.experiment("projected-2").state()).isEqualTo("DONE");
    }

    private VariantDetail only(Story story) {
        List<VariantDetail> variants = versions.version(
                        story.version().model(), story.version().version())
                .variants();
        assertThat(variants).hasSize(1);
        return variants.getFirst();
    }

    private String normalized(Story story) {
        return versions.version(story.version().model(), story.version().version())
                .toString()
                .replace(story.version().model() + ".", "M.")
                .replace("model=" + story.version().model(), "model=M")
                .replaceAll("[0-9a-f]{64}", "D");
    }

    private List<Enveloped> enveloped(Story story) {
        List<Event> events = story.happy();
        List<Enveloped> enveloped = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            enveloped.add(new Enveloped(
                    events.get(i), context("%s-%03d".formatted(story.version().model(), i), i)));
        }
        return enveloped;
    }

    private static int clock = 1000;

    private void project(Event... events) {
        for (Event event : events) {
            clock++;
            project(new Enveloped(event, context("event-" + clock, clock)));
        }
    }

    private static EventContext context(String id, int second) {
        return new EventContext(id, "/visor/test", START.plusSeconds(second), "story", null);
    }

    private void project(Enveloped enveloped) {
        projections.stream()
                .filter(p -> p.type() == enveloped.event().getClass())
                .forEach(p -> transactions.executeWithoutResult(t -> apply(p, enveloped)));
    }

    private static <E extends Event> void apply(Projection<E> projection, Enveloped enveloped) {
        projection.handle(projection.type().cast(enveloped.event()), enveloped.context());
    }
}
