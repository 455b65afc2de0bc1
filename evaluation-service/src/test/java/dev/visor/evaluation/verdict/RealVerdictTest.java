package dev.visor.evaluation.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.RiderHelmet;
import dev.visor.testkit.FakeArtifactStore;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real detectors are told apart, and for the right reasons, where they lie at hand. */
class RealVerdictTest {
    private static final VariantId CANDIDATE = new VariantId(new ModelVersion("helmet", 2), "candidate");
    private static final CostFigures COSTS = new CostFigures(10, 12, 14, 1, 60, 1e8, 3_587_905, 3e6);
    private static final GateSpec NOTHING_LOST = new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, null, 0.95);
    private static final GateSpec RIGHT_CLASSES = new GateSpec.Maximum(Metric.TIDE_CLS, null, null, 0.1, null);
    private static final GateSpec BARE_HEADS =
            new GateSpec.MaximumDrop(Metric.RECALL, "without_helmet", null, 0.05, null, null);
    private static final GateSpec NO_ALARMS =
            new GateSpec.MaximumDrop(Metric.PRECISION, "without_helmet", null, 0.05, null, null);
    private static final GateSpec AS_THE_CHAMPION =
            new GateSpec.MaximumDrop(Metric.AP50, "without_helmet", null, 0.02, Against.CHAMPION, 0.95);
    private static final GateSpec NO_FLIPS = new GateSpec.Maximum(Metric.FLIP_RATE, null, null, 0.05, null);

    /** What was seen once is not looked at again by the next test. */
    private static final Map<Sha256, Seen> SEEN = new HashMap<>();

    private final FakeArtifactStore store = new FakeArtifactStore();
    private LabelledPictures split;
    private Artifact good;

    @BeforeEach
    void findTheModels() throws IOException {
        good = store.put(SharedFolder.require("models/helmet-yolox-nano-416.onnx"));
        Sha256 digest = RiderHelmet.store(store);
        split = LabelledPictures.of(
                digest, ContractJson.MAPPER.readValue(store.open(digest).readAllBytes(), DatasetManifest.class));
    }

    @Test
    void theSameModelAgainstItselfLosesExactlyNothing() {
        Verdict verdict = judge("the same", good);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        for (int i : new int[] {0, 2, 3, 4}) {
            assertThat(verdict.gates().get(i).value()).isZero();
        }
        GateResult paired = verdict.gates().getFirst();
        assertThat(paired.low()).isZero();
        assertThat(paired.high()).isZero();
        assertThat(verdict.gates().getLast().value())
                .as("objects judged otherwise")
                .isZero();
    }

    @Test
    void swappedClassesAreRefusedSinceEveryObjectIsCalledOtherwise() throws IOException {
        Verdict verdict =
                judge("swapped", store.put(SharedFolder.require("models/helmet-yolox-nano-416-swapped.onnx")));
        assertThat(verdict.gates()).extracting(GateResult::outcome).containsOnly(Outcome.FAIL);
        assertThat(verdict.gates().getFirst().low()).as("surely lost").isGreaterThan(0.3);
        assertThat(verdict.gates().get(1).value())
                .as("AP50 that wrong classes cost, 0.05 of the parent")
                .isGreaterThan(0.15);
        assertThat(verdict.gates().getLast().value())
                .as("objects judged otherwise")
                .isEqualTo(1);
    }

    @Test
    void aWeakModelIsRefusedForItsFalseAlarmsAndNotForBareHeadsThatItMisses() throws IOException {
        Verdict verdict = judge("weak", store.put(SharedFolder.require("models/helmet-yolox-nano-416-weak.onnx")));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        // Its fitted threshold is low: it finds nearly as many and reports many more that aren't there.
        assertThat(verdict.gates())
                .extracting(GateResult::outcome)
                .containsExactly(Outcome.FAIL, Outcome.FAIL, Outcome.PASS, Outcome.FAIL, Outcome.FAIL, Outcome.FAIL);
        assertThat(verdict.gates().getFirst().low()).as("surely lost").isGreaterThan(0.1);
        assertThat(verdict.gates().get(4).reason()).contains("of the champion helmet.1.baseline");
        assertThat(verdict.gates().getLast().value())
                .as("objects judged otherwise")
                .isBetween(0.3, 0.8);
    }

    private Verdict judge(String what, Artifact candidate) {
        Policy policy = new Policy(
                "real",
                "roadside",
                null,
                List.of(),
                Map.of(),
                List.of(NOTHING_LOST, RIGHT_CLASSES, BARE_HEADS, NO_ALARMS, AS_THE_CHAMPION, NO_FLIPS),
                Objective.MOST_ACCURATE);
        CaseFile.Party uploaded = party(good);
        CaseFile file = new CaseFile(
                policy,
                CANDIDATE,
                null,
                false,
                split.digest(),
                null,
                new EvaluationPlan.Model(good, RiderHelmet.yoloxNano()),
                party(candidate),
                CaseFile.Other.baseline(uploaded),
                CaseFile.Other.champion(VariantId.baselineOf(new ModelVersion("helmet", 1)), uploaded),
                1,
                ToolVersion.CURRENT);
        LocalLooks looks =
                new LocalLooks(store, d -> split, new PictureCache(store, 256 << 20), 2, (look, seen, of) -> {});
        Court court = new Court(new SeenStore(store), d -> split);
        Verdict verdict = Verdicts.of(policy.gates(), court.hearing(file, look -> seen(look, looks)));
        System.out.println(what + ": " + verdict.outcome());
        verdict.gates().forEach(g -> System.out.println("  " + g.outcome() + " " + g.name() + ": " + g.reason()));
        return verdict;
    }

    private static Seen seen(Look look, LocalLooks looks) {
        return SEEN.computeIfAbsent(look.key(), key -> looks.apply(look));
    }

    private static CaseFile.Party party(Artifact model) {
        return new CaseFile.Party(model, RiderHelmet.yoloxNano(), COSTS, List.of(), null);
    }
}
