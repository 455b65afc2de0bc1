package dev.visor.evaluation.replay;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.ColourWorld;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.cost.Clock;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.cost.Footprint;
import dev.visor.evaluation.cost.Latency;
import dev.visor.evaluation.cost.MedianInterval;
import dev.visor.evaluation.cost.NodeTimes;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.ledger.LedgerChain;
import dev.visor.evaluation.ledger.LedgerEntry;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.run.ClassFigures;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.MeasuredFigures;
import dev.visor.evaluation.run.Reporting;
import dev.visor.evaluation.verdict.CaseFile;
import dev.visor.evaluation.verdict.Court;
import dev.visor.onnx.process.Machine;
import dev.visor.testkit.FakeArtifactStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A promotion of a small detector against its upload, a blind variant and a champion, as entry and artefacts. */
final class Decision {
    private static final ModelVersion VERSION = new ModelVersion("colours", 2);
    private static final VariantId FORMER = VariantId.baselineOf(new ModelVersion("colours", 1));
    private static final CaseFile.Other NONE = new CaseFile.Other(null, "it is judged itself", null);
    private static final Policy POLICY = new Policy(
            "offline",
            "crossing",
            null,
            List.of(),
            Map.of(),
            List.of(
                    new GateSpec.Minimum(Metric.AP50, null, 0.9),
                    new GateSpec.MaximumDrop(Metric.AP, null, 0.01),
                    new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null)),
            Objective.SMALLEST);

    private static final List<Long> NANOS = List.of(8_000_000L, 10_000_000L, 12_000_000L);

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final SeenStore seen = new SeenStore(store);
    private final LabelledPictures split;
    private final LocalLooks looks;
    private final Court court;
    private final Artifact uploaded = store.put(ColourWorld.detector(Sight.TRUE, 900));
    private final Artifact small = store.put(ColourWorld.detector(Sight.TRUE, 0));
    private final Artifact champion = store.put(ColourWorld.detector(Sight.TRUE, 500));
    private final Artifact blind = store.put(ColourWorld.detector(Sight.HALF_BLIND, 0));
    private final Lie lie;
    private final LedgerEntry.Promotion former;
    private final LedgerEntry.Promotion entry;
    private int looked;

    /** Whose case file says that it saw no blue. */
    enum Lie {
        NONE,
        OF_BASELINE,
        OF_CHAMPION
    }

    Decision() {
        this(Lie.NONE);
    }

    /** With case files that lie. */
    Decision(Lie lie) {
        this.lie = lie;
        Sha256 digest = ColourWorld.dataset(store, "colours", 12);
        split = LabelledPictures.of(digest, ContractJson.MAPPER.readValue(store.read(digest), DatasetManifest.class));
        looks = new LocalLooks(store, d -> split, new PictureCache(store, 1 << 20), 1, (look, at, of) -> {});
        court = new Court(seen, d -> split);
        former = former();
        CaseFile judged = caseFile("small", small);
        entry = promotion(judged, List.of(caseFile("baseline", uploaded), judged, caseFile("blind", blind)));
    }

    FakeArtifactStore store() {
        return store;
    }

    /** The first entry, of the champion before. */
    ObjectNode first() {
        return ContractJson.MAPPER.valueToTree(former);
    }

    /** The third entry, which takes the decision back. */
    ObjectNode rollback() {
        return ContractJson.MAPPER.valueToTree(new LedgerEntry.Rollback(
                LedgerEntry.Kind.ROLLBACK,
                3,
                POLICY.target(),
                entry.variant(),
                FORMER,
                champion.digest(),
                "a test",
                entry.decidedAt()));
    }

    /** The second entry as JSON, to be changed. */
    ObjectNode json() {
        return ContractJson.MAPPER.valueToTree(entry);
    }

    /** What a verification of entries behind the first says, with hashes as if they had always been so. */
    List<Check> verify(boolean lookAgain, ObjectNode... entries) {
        List<ObjectNode> all = new ArrayList<>(List.of(first()));
        all.addAll(List.of(entries));
        return verify(lookAgain, LedgerChain.BEGINNING, all);
    }

    List<Check> verify(boolean lookAgain, Sha256 beginning, List<ObjectNode> entries) {
        List<LedgerFile.Line> lines = new ArrayList<>();
        Sha256 previous = beginning;
        for (ObjectNode one : entries) {
            String text = ContractJson.MAPPER.writeValueAsString(one);
            Sha256 hash = LedgerChain.hash(previous, text);
            lines.add(new LedgerFile.Line(lines.size() + 1, text, previous, hash));
            previous = hash;
        }
        List<Check> checks = new ArrayList<>();
        Consumer<Check> heard = checks::add;
        LocalLooks.Progress count = (look, at, of) -> looked += at == of ? 1 : 0;
        new Verification(new Replay(store, lookAgain, count, heard), heard).of(lines, 0);
        return checks;
    }

    /** How many looks were done again. */
    int looked() {
        return looked;
    }

    private CaseFile caseFile(String recipe, Artifact file) {
        EvaluationPlan.Model upload = model(uploaded);
        EvaluationPlan plan = EvaluationPlan.of(model(file), upload, split, POLICY, null, ToolVersion.CURRENT);
        List<Look> own = new ArrayList<>(plan.looks());
        if (!plan.isBaseline()) {
            own.add(plan.ofBaseline());
        }
        return new CaseFile(
                POLICY,
                new VariantId(VERSION, recipe),
                null,
                false,
                split.digest(),
                null,
                upload,
                party(file, own, false),
                plan.isBaseline()
                        ? NONE
                        : new CaseFile.Other(
                                party(uploaded, plan.ofBaselineItself().looks(), lie == Lie.OF_BASELINE), null, null),
                new CaseFile.Other(
                        party(champion, List.of(plan.ofOther(model(champion))), lie == Lie.OF_CHAMPION), null, FORMER),
                1,
                ToolVersion.CURRENT);
    }

    /** Only the champion was uploaded with another policy: one that has other names for its classes. */
    private EvaluationPlan.Model model(Artifact file) {
        return file.equals(champion)
                ? new EvaluationPlan.Model(
                        file, ColourWorld.manifest(List.of("rot", "blau")), Map.of("rot", "red", "blau", "blue"))
                : new EvaluationPlan.Model(file, ColourWorld.manifest());
    }

    private CaseFile.Party party(Artifact file, List<Look> own, boolean lying) {
        return new CaseFile.Party(
                file,
                model(file).manifest(),
                file.equals(uploaded) ? CostFigures.ofBaseline(costs(file)) : CostFigures.of(costs(file)),
                own.stream()
                        .map(look -> seenAt(look, lying ? blind : look.model()))
                        .toList(),
                model(file).classMap());
    }

    private CaseFile.SeenAt seenAt(Look look, Artifact eyes) {
        Look through = new Look(
                eyes,
                look.manifest(),
                look.dataset(),
                look.split(),
                look.pictures(),
                look.alignment(),
                look.corruption(),
                look.tool());
        SeenStore.Kept kept = seen.put(split.images(), looks.apply(through));
        return new CaseFile.SeenAt(
                look.key(), kept.detections().digest(), kept.table().digest());
    }

    private CostReport costs(Artifact file) {
        Footprint footprint = footprint(file);
        return new CostReport(
                file.digest(),
                uploaded.digest(),
                Machine.current(),
                "1.29.0",
                List.of(new Latency(1, Clock.PROCESSOR, 10, 12, 14, 1, new MedianInterval(1, 1, 1), 3, NANOS, NANOS)),
                new NodeTimes(1, 0, 0, 0, List.of(), List.of()),
                footprint,
                footprint(uploaded));
    }

    private static Footprint footprint(Artifact file) {
        return new Footprint(1_000_000, file.sizeBytes(), file.sizeBytes() / 2, "zstd", 3);
    }

    /** As entries were before case files were kept. */
    private LedgerEntry.Promotion former() {
        return new LedgerEntry.Promotion(
                LedgerEntry.Kind.PROMOTION,
                1,
                POLICY.target(),
                VERSION.model(),
                1,
                FORMER,
                champion.digest(),
                split.dataset(),
                split.digest(),
                split.split(),
                POLICY,
                new Metrics(1, 1, 1, 1, 1, 1, 1, 1, 1),
                List.of(),
                new Verdict(Outcome.PASS, List.of()),
                0.5,
                "before",
                1,
                Instant.parse("2026-11-24T07:00:00Z"),
                null,
                null,
                null,
                null,
                null);
    }

    private LedgerEntry.Promotion promotion(CaseFile judged, List<CaseFile> all) {
        EvaluationPlan plan = court.plan(judged);
        Exhibit exhibit = court.exhibit(judged);
        MeasuredFigures figures = MeasuredFigures.of(exhibit);
        CaseFile.SeenAt clean = Objects.requireNonNull(judged.judged()).seen().getFirst();
        Verdict verdict = court.judge(judged);
        return new LedgerEntry.Promotion(
                LedgerEntry.Kind.PROMOTION,
                2,
                POLICY.target(),
                VERSION.model(),
                VERSION.version(),
                judged.variant(),
                small.digest(),
                split.dataset(),
                split.digest(),
                split.split(),
                POLICY,
                figures.metrics(),
                figures.classes().stream().map(ClassFigures::published).toList(),
                verdict,
                figures.minimumScore(),
                ToolVersion.CURRENT,
                POLICY.resamplingOrStandard().seed(),
                Instant.parse("2026-11-24T08:00:00Z"),
                figures.minimumScores(ColourWorld.manifest(), POLICY),
                Sha256.of(Reporting.bytes(plan, exhibit, clean.table(), clean.detections())),
                store.put(costs(small).bytes()).digest(),
                all.stream().map(this::considered).toList(),
                null);
    }

    private LedgerEntry.Considered considered(CaseFile file) {
        return new LedgerEntry.Considered(
                file.variant(),
                court.judge(file).outcome(),
                MeasuredFigures.of(court.exhibit(file)).metrics(),
                store.put(file.bytes()).digest());
    }
}
