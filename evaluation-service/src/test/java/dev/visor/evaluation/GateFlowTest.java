package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.Resampling;
import dev.visor.contracts.policy.RobustnessTerms;
import dev.visor.contracts.policy.SecondDataset;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Gates of every kind, from the upload to what they say. */
@VisorTest(
        properties = {
            "visor.evaluation.latency-rounds=12",
            "visor.evaluation.memory-runs=1",
            "visor.work.heartbeat=500ms",
            "visor.work.first-pause=100ms"
        })
class GateFlowTest {
    private static final GateSpec NOTHING_LOST_AGAINST_THE_CHAMPION =
            new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null);

    @Autowired
    private ArtifactStore store;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private DatasetCatalog datasets;

    @Test
    void aGateOfOneClassOnTheWorstSliceNamesBoth() {
        Sha256 cameras = ColourWorld.dataset(
                store, "cameras", ColourWorld.CLASSES, 14, i -> Map.of("camera", i < 9 ? "north" : "south"));
        Story story = story("sliced", Sight.HALF_BLIND)
                .judgedOn(cameras)
                .policy(Story.policy(
                        "sliced",
                        new GateSpec.Minimum(Metric.RECALL, "red", "camera=*", 0.9, null),
                        new GateSpec.Minimum(Metric.RECALL, "blue", "camera=*", 0.9, null),
                        new GateSpec.Maximum(Metric.MISSED, "blue", "camera=south", 0.5, null),
                        new GateSpec.Minimum(Metric.AP50, null, "camera=west", 0.1, null)))
                .tell(scenario);

        List<GateResult> gates = decided(story).verdict().gates();
        assertThat(gates)
                .extracting(GateResult::outcome)
                .containsExactly(Outcome.PASS, Outcome.FAIL, Outcome.FAIL, Outcome.ERROR);
        assertThat(gates.get(0).name()).isEqualTo("minimum recall of red where camera=*");
        assertThat(gates.get(1).reason())
                .matches(
                        "worst of 2 slices is camera=(north|south): recall of blue where camera=\\1 is 0.0000, at least 0"
                                + ".9000 is asked for: 0.9000 short");
        assertThat(gates.get(3).reason()).contains("no picture of the judged split is 'camera=west'", "camera=south");
    }

    @Test
    void whatTwelvePicturesCannotTellIsInconclusiveWithTheNumberThatWould() {
        // The half-blind detector finds the red squares alone, and their share differs from picture to picture.
        Story story = story("unsure", Sight.HALF_BLIND)
                .policy(Story.policy(
                        "unsure",
                        new GateSpec.Minimum(Metric.RECALL, null, null, 0.55, 0.95),
                        new GateSpec.Minimum(Metric.RECALL, null, null, 0.1, 0.95),
                        new GateSpec.Minimum(Metric.RECALL, null, null, 0.9, 0.95)))
                .tell(scenario);

        List<GateResult> gates = decided(story).verdict().gates();
        GateResult unsure = gates.getFirst();
        assertThat(unsure.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(unsure.low()).isLessThan(0.55);
        assertThat(unsure.high()).isGreaterThan(0.55);
        assertThat(unsure.picturesNeeded()).isGreaterThan(12);
        assertThat(unsure.reason())
                .contains("12 pictures are too few to tell, about %,d like them would do"
                        .formatted(unsure.picturesNeeded()));
        assertThat(gates.get(1).outcome()).isEqualTo(Outcome.PASS);
        assertThat(gates.get(2).outcome()).isEqualTo(Outcome.FAIL);
        PromotionRefused refused =
                scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(story.version()));
        assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aUnitThatNoPictureIsTaggedWithIsAnErrorOfTheGatesThatDrawByIt() {
        Policy asked = Story.policy(
                "clipped",
                new GateSpec.Minimum(Metric.RECALL, null, null, 0.1, 0.95),
                new GateSpec.Minimum(Metric.RECALL, null, null, 0.1, null));
        Policy misspelt = new Policy(
                asked.name(),
                asked.target(),
                asked.dataset(),
                asked.classes(),
                asked.classMap(),
                asked.gates(),
                asked.objective(),
                null,
                null,
                new Resampling("clp", 200, 7));
        Story story = story("clipped", Sight.TRUE).policy(misspelt).tell(scenario);

        List<GateResult> gates = decided(story).verdict().gates();
        assertThat(gates).extracting(GateResult::outcome).containsExactly(Outcome.ERROR, Outcome.PASS);
        assertThat(gates.getFirst().reason()).contains("has the tag 'clp'");
    }

    @Test
    void corruptedPicturesAreLookedAtIfAGateAsks() {
        Story story = story("stormy", Sight.TRUE)
                .policy(policy(
                        new RobustnessTerms(List.of("contrast", "fog"), List.of(1, 5), 4),
                        null,
                        new GateSpec.Minimum(Metric.MEAN_CORRUPTION_AP, null, null, 0.001, null),
                        new GateSpec.Minimum(Metric.RELATIVE_ROBUSTNESS, null, null, 0.999, null),
                        new GateSpec.MaximumDrop(Metric.WORST_CORRUPTION_AP, null, null, 0, null, null)))
                .tell(scenario);

        List<GateResult> gates = decided(story).verdict().gates();
        assertThat(gates).extracting(GateResult::outcome).containsExactly(Outcome.PASS, Outcome.FAIL, Outcome.PASS);
        assertThat(gates.get(0).value()).isBetween(0.01, 0.99);
        assertThat(gates.get(2).value()).as("against itself").isZero();
    }

    @Test
    void aSecondDatasetIsJudgedByItsOwnClassMap() {
        Sha256 elsewhere = ColourWorld.dataset(store, "elsewhere", List.of("crimson", "navy"), 11, i -> Map.of());
        scenario.publish(new DatasetImported(
                "elsewhere", elsewhere, List.of("crimson", "navy"), Map.of(Split.VAL, 11), 1, 0, Instant.now()));
        Awaitility.await().until(() -> datasets.find("elsewhere").isPresent());
        SecondDataset mapped = new SecondDataset("elsewhere", List.of(), Map.of("red", "crimson", "blue", "navy"));
        SecondDataset redOnly = new SecondDataset("elsewhere", List.of("crimson"), Map.of("red", "crimson"));

        Story blind = story("abroad", Sight.HALF_BLIND).policy(abroad(mapped)).tell(scenario);
        GateResult half = decided(blind).verdict().gates().getFirst();
        assertThat(half.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(half.value()).isCloseTo(0.5, within(1e-9));
        Story red =
                story("abroad-red", Sight.HALF_BLIND).policy(abroad(redOnly)).tell(scenario);
        assertThat(decided(red).verdict().gates().getFirst().value()).isCloseTo(1, within(1e-9));
        assertThat(decided(red).verdict().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void anUploadThatIsWorseThanTheChampionIsRefusedAndTheChampionNamed() {
        Story good = new Story(store, "crown", 1, "crown")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .policy(Story.policy("crown", NOTHING_LOST_AGAINST_THE_CHAMPION))
                .tell(scenario);
        assertThat(champion("crown").variant()).isEqualTo(good.id("baseline"));
        assertThat(decided(good).verdict().gates().getFirst().reason())
                .isEqualTo("there is no champion yet, so there is nothing to lose against");

        Story worse = new Story(store, "crown", 2, "crown")
                .made("baseline", Sight.HALF_BLIND, Story.BASELINE_SALT)
                .policy(good.policy())
                .tell(scenario);
        PromotionRefused refused =
                scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(worse.version()));
        assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(refused.reason())
                .contains(
                        "maximum-drop ap against the champion FAIL",
                        "ap is 0.5000 after 1.0000 of the champion crown.1.baseline, a loss of 0.5000 where 0.0100 is allowed");
        assertThat(champion("crown").variant()).isEqualTo(good.id("baseline"));
    }

    @Test
    void aChampionWhoseOwnerCallsTheClassesOtherwiseIsComparedWithAllTheSame() {
        Story good = new Story(store, "names", 1, "names")
                .classes("rot", "blau")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .policy(mapped("names", Map.of("rot", "red", "blau", "blue")))
                .tell(scenario);
        assertThat(champion("names").variant()).isEqualTo(good.id("baseline"));

        Story worse = new Story(store, "names", 2, "names")
                .made("baseline", Sight.HALF_BLIND, Story.BASELINE_SALT)
                .policy(mapped("names", Map.of()))
                .tell(scenario);
        assertThat(refused(worse).reason()).contains("after 1.0000 of the champion names.1.baseline, a loss of 0.5000");
    }

    @Test
    void aChampionOfOtherClassesCanBeLostAgainstForAllOneKnowsSoTheGateDoesNotPass() {
        Story good = new Story(store, "others", 1, "others")
                .classes("red", "green")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .policy(new Policy(
                        "red",
                        "others",
                        null,
                        List.of("red"),
                        Map.of(),
                        List.of(NOTHING_LOST_AGAINST_THE_CHAMPION),
                        Objective.SMALLEST))
                .tell(scenario);
        assertThat(champion("others").variant()).isEqualTo(good.id("baseline"));

        Story other = new Story(store, "others", 2, "others")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .policy(mapped("others", Map.of()))
                .tell(scenario);
        assertThat(refused(other))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.ERROR))
                .satisfies(r -> assertThat(r.reason())
                        .contains("the champion sees other classes: others.1.baseline", "promote to another target"));
    }

    private static Policy mapped(String target, Map<String, String> classMap) {
        return new Policy(
                "mapped",
                target,
                null,
                List.of(),
                classMap,
                List.of(NOTHING_LOST_AGAINST_THE_CHAMPION),
                Objective.SMALLEST);
    }

    private PromotionRefused refused(Story story) {
        return scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(story.version()));
    }

    @Test
    void aVerdictAgainstAChampionThatIsReplacedMeanwhileIsGivenAgain() {
        Policy policy = Story.policy("race", NOTHING_LOST_AGAINST_THE_CHAMPION);
        Story slow = new Story(store, "slow", 1, "race")
                .made("baseline", Sight.HALF_BLIND, Story.BASELINE_SALT)
                .failed("int8")
                .policy(policy);
        scenario.publish(slow.registered());
        scenario.publish(slow.planned());
        scenario.publish(slow.results().getFirst());
        assertThat(decided(slow).verdict().outcome()).as("no champion yet").isEqualTo(Outcome.PASS);

        Story quick = new Story(store, "quick", 1, "race")
                .made("baseline", Sight.TRUE, Story.BASELINE_SALT)
                .policy(policy)
                .tell(scenario);
        assertThat(champion("race").variant()).isEqualTo(quick.id("baseline"));

        // The last that the first upload's decision waits for.
        scenario.publish(slow.results().getLast());
        GateDecided again = scenario.await(
                GateDecided.class,
                e -> e.variant().equals(slow.id("baseline")) && e.verdict().outcome() != Outcome.PASS);
        assertThat(again.verdict().gates().getFirst().reason()).contains("of the champion quick.1.baseline");
        PromotionRefused refused =
                scenario.await(PromotionRefused.class, e -> e.modelVersion().equals(slow.version()));
        assertThat(refused.reason()).contains("a loss of 0.5000");
        assertThat(champion("race").variant()).isEqualTo(quick.id("baseline"));
    }

    private Story story(String name, Sight sight) {
        return new Story(store, name, 1, name).made("baseline", sight, Story.BASELINE_SALT);
    }

    private static Policy abroad(SecondDataset second) {
        return policy(
                null,
                second,
                new GateSpec.Minimum(Metric.CROSS_DOMAIN_AP50, null, null, 0.9, null),
                new GateSpec.Minimum(Metric.AP50, null, null, 0.1, null));
    }

    private static Policy policy(
            @Nullable RobustnessTerms robustness, @Nullable SecondDataset second, GateSpec... gates) {
        return new Policy(
                "asked",
                "extra",
                null,
                List.of(),
                Map.of(),
                List.of(gates),
                Objective.SMALLEST,
                robustness,
                second,
                null);
    }

    private GateDecided decided(Story story) {
        return scenario.await(GateDecided.class, e -> e.variant().equals(story.id("baseline")));
    }

    private ChampionChanged champion(String target) {
        return scenario.await(ChampionChanged.class, e -> e.target().equals(target));
    }
}
