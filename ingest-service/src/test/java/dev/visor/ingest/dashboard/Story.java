package dev.visor.ingest.dashboard;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Progress;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.CompressionProgress;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.contracts.event.DetectionFrame;
import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.FrameDetection;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events of one upload, from registration to detections, as the services publish them. Figures are made up. */
public final class Story {
    public static final String HOSTILE = "<script>alert(1)</script>";

    private final Instant start;
    private final ModelVersion version;
    private final List<String> classes;

    public Story(String model, int version, Instant start) {
        this(model, version, start, List.of("with_helmet", "without_helmet"));
    }

    public Story(String model, int version, Instant start, List<String> classes) {
        this.version = new ModelVersion(model, version);
        this.start = start;
        this.classes = classes;
    }

    public ModelVersion version() {
        return version;
    }

    public VariantId variant(String recipe) {
        return new VariantId(version, recipe);
    }

    public Artifact artifact(String recipe, long sizeBytes) {
        return new Artifact(Sha256.of((version + recipe).getBytes(StandardCharsets.UTF_8)), sizeBytes);
    }

    public DetectorManifest manifest() {
        return new DetectorManifest(
                DetectorFamily.YOLOV8,
                new InputContract(
                        "images",
                        320,
                        320,
                        InputContract.ColorOrder.RGB,
                        List.of(0f, 0f, 0f),
                        List.of(255f, 255f, 255f),
                        InputContract.Resize.LETTERBOX_CENTERED,
                        114),
                classes,
                0.65,
                "AGPL-3.0");
    }

    /** The registry's own row, which no event writes. */
    public void insertRegistryRow(JdbcClient jdbc, String stage, @Nullable String reason) {
        jdbc.sql("insert into model (name, last_version, created_at) values (:m, :v, :at) on conflict do nothing")
                .param("m", version.model())
                .param("v", version.version())
                .param("at", java.sql.Timestamp.from(start))
                .update();
        jdbc.sql("""
                        insert into model_version (model, version, stage, reason, digest, size_bytes, manifest, dataset,
                            policy, policy_version, recipes, fingerprint, uploaded_at, changed_at)
                        values (:m, :v, :stage, :reason, :digest, :size, :manifest, 'rider-helmet', 'default', 1, '{}',
                            :digest, :at, :at)
                        """)
                .param("m", version.model())
                .param("v", version.version())
                .param("stage", stage)
                .param("reason", reason)
                .param("digest", artifact("baseline", 0).digest().raw())
                .param("size", 12_300_000L)
                .param("manifest", dev.visor.contracts.ContractJson.MAPPER.writeValueAsString(manifest()))
                .param("at", java.sql.Timestamp.from(start))
                .update();
        jdbc.sql("""
                        insert into model_timeline (model, version, at, stage, words)
                        values (:m, :v, :at, 'UPLOADED', 'Received, 12.3 MB; wire format and trial load are fine')
                        """)
                .param("m", version.model())
                .param("v", version.version())
                .param("at", java.sql.Timestamp.from(start))
                .update();
    }

    public ModelRegistered registered() {
        return new ModelRegistered(
                version,
                artifact("baseline", 12_300_000),
                manifest(),
                "rider-helmet",
                Sha256.of(new byte[] {1}),
                Policy.standard(),
                List.of(),
                start.plusSeconds(1));
    }

    public CompressionPlanned planned(String... recipes) {
        return new CompressionPlanned(
                version, List.of(recipes).stream().map(this::variant).toList(), start.plusSeconds(2));
    }

    public CompressionProgress compressing(String recipe) {
        return new CompressionProgress(
                variant(recipe), new Progress("calibration of 64 tensors", 37, 128, "images", 14.2, 6_400));
    }

    public EvaluationProgress evaluating(String recipe) {
        return new EvaluationProgress(variant(recipe), new Progress("accuracy", 150, 600, "images", 31.5, 14_285));
    }

    public VariantCompressed compressed(String recipe, long sizeBytes, @Nullable String tripwire, int second) {
        boolean baseline = recipe.equals(VariantId.BASELINE);
        return new VariantCompressed(
                variant(recipe),
                baseline ? null : VariantId.baselineOf(version),
                artifact(recipe, sizeBytes),
                manifest(),
                Sha256.of(recipe.getBytes(StandardCharsets.UTF_8)),
                new CompressionReport(
                        sizeBytes,
                        3_012_018,
                        1_045_000_000L,
                        baseline
                                ? List.of()
                                : List.of(
                                        new PassReport("fold-batch-norm", 57, 41, Map.of(), List.of()),
                                        new PassReport(
                                                "quantize-static",
                                                64,
                                                18_300,
                                                Map.of("calibrationImages", 128.0, "tensorsMse", 11.0),
                                                List.of("head /model.22: kept in float, it feeds output0"))),
                        baseline
                                ? List.of()
                                : List.of(new OutputDifference(
                                        "output0",
                                        tripwire == null ? 31.25 : 0.4,
                                        List.of(10L, 20L, 30L, 25L, 22L, 31L, 40L, 52L, 60L, 12L),
                                        tripwire == null
                                                ? List.of(11L, 20L, 29L, 26L, 21L, 30L, 42L, 50L, 61L, 12L)
                                                : List.of(302L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L)))),
                tripwire,
                start.plusSeconds(second));
    }

    public VariantEvaluated evaluated(String recipe, double ap, double ratio, long sizeBytes, int second) {
        return new VariantEvaluated(
                variant(recipe),
                artifact(recipe, sizeBytes).digest(),
                "rider-helmet",
                Sha256.of(new byte[] {1}),
                Split.VAL,
                600,
                new Metrics(
                        ap,
                        Math.min(1, ap * 1.48),
                        ap * 1.05,
                        ap + 0.11,
                        21.8 * ratio,
                        25.1 * ratio,
                        ratio,
                        151_000_000,
                        sizeBytes),
                List.of(
                        new ClassMetrics(classes.get(0), 1204, ap + 0.06, 0.95, 0.71),
                        new ClassMetrics(classes.get(1), 388, ap - 0.06, 0.83, 0.55)),
                null,
                start.plusSeconds(second));
    }

    public GateDecided decided(String recipe, double drop, double ratio, double sizeRatio, int second) {
        return new GateDecided(
                variant(recipe),
                "default",
                Verdict.of(List.of(
                        new GateResult("minimum ap50", Outcome.PASS, 0.899, 0.3, "AP50 is 0.899, at least 0.3"),
                        new GateResult(
                                "maximum-drop ap",
                                drop <= 0.01 ? Outcome.PASS : Outcome.FAIL,
                                drop,
                                0.01,
                                drop <= 0.01
                                        ? "AP falls by %.4f, at most 0.01 is allowed".formatted(drop)
                                        : "AP falls by %.4f against the baseline, more than the allowed 0.01"
                                                .formatted(drop)),
                        new GateResult(
                                "latency-ratio",
                                ratio <= 1.05 ? Outcome.PASS : Outcome.FAIL,
                                ratio,
                                1.05,
                                "median latency is %.2f times the baseline's, at most 1.05 is allowed"
                                        .formatted(ratio)),
                        new GateResult(
                                "size-ratio",
                                sizeRatio <= 1 ? Outcome.PASS : Outcome.FAIL,
                                sizeRatio,
                                1.0,
                                "size is %.2f times the baseline's, at most 1.0 is allowed".formatted(sizeRatio)))),
                start.plusSeconds(second));
    }

    public PromotionStarted promotionStarted(String recipe, int second) {
        return new PromotionStarted(
                variant(recipe),
                "roadside",
                4,
                "the fastest of the 3 variants that keep policy default: 0.48 times the baseline's latency",
                start.plusSeconds(second));
    }

    public ChampionChanged champion(String recipe, String target, long sequence) {
        return new ChampionChanged(
                target,
                variant(recipe),
                artifact(recipe, 3_300_000),
                manifest(),
                0.25,
                sequence,
                start.plusSeconds(100 + sequence));
    }

    public NodeReported serving(String node, String target, String recipe, Instant at) {
        return new NodeReported(
                node,
                target,
                NodeState.SERVING,
                variant(recipe),
                artifact(recipe, 0).digest(),
                4,
                null,
                null,
                at);
    }

    public PromotionCompleted promotionCompleted(String recipe, String node, int second) {
        return new PromotionCompleted(variant(recipe), "roadside", node, start.plusSeconds(second));
    }

    public DetectionFrame frame(String camera, long number, @Nullable String imageUri, @Nullable Sha256 imageDigest) {
        return new DetectionFrame(
                camera,
                number,
                start.plusSeconds(200).plusMillis(number * 200),
                960,
                540,
                List.of(
                        new FrameDetection(classes.get(0), 0.93, 180, 120, 90, 110),
                        new FrameDetection(classes.get(1), 0.71, 560, 160, 80, 96)),
                variant("int8"),
                artifact("int8", 0).digest(),
                imageUri,
                imageDigest,
                8.4);
    }

    public DatasetImported dataset(String name) {
        return new DatasetImported(
                name,
                Sha256.of(new byte[] {1}),
                classes,
                Map.of(Split.TRAIN, 2400, Split.CALIB, 128, Split.VAL, 600),
                8123,
                3,
                start);
    }

    /** Everything of a story that ends well, in the order in which it happens. */
    public List<Event> happy() {
        List<Event> events = new ArrayList<>(List.of(
                registered(),
                planned("baseline", "cleanup", "fp16", "int8", "int8-entropy"),
                compressed("baseline", 12_300_000, null, 4),
                compressed("cleanup", 12_290_000, null, 6),
                compressed("fp16", 6_200_000, null, 9),
                compressing("int8"),
                compressed("int8", 3_300_000, null, 31),
                compressed(
                        "int8-entropy",
                        3_310_000,
                        "all 302 best scores fall below 0.1 while the parent's reach 0.9 (output0: 0.4 dB)",
                        44),
                evaluating("baseline")));
        List<Event> measured = List.of(
                evaluated("baseline", 0.6071, 1.0, 12_300_000, 60),
                decided("baseline", 0, 1.0, 1.0, 61),
                evaluated("cleanup", 0.6071, 0.97, 12_290_000, 70),
                decided("cleanup", 0, 0.97, 0.999, 71),
                evaluated("fp16", 0.6066, 1.38, 6_200_000, 80),
                decided("fp16", 0.0005, 1.38, 0.504, 81),
                evaluated("int8", 0.6012, 0.48, 3_300_000, 90),
                decided("int8", 0.0059, 0.48, 0.268, 91),
                promotionStarted("int8", 92));
        events.addAll(measured);
        events.add(champion("int8", "roadside", 4));
        events.add(serving("node-a", "roadside", "int8", Instant.now()));
        events.add(promotionCompleted("int8", "node-a", 96));
        return events;
    }
}
