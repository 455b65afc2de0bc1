package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Progress;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One example of each event, the source of the frozen samples. */
final class EventExamples {
    private static final Instant AT = Instant.parse("2026-11-24T08:30:00.250Z");
    private static final ModelVersion VERSION = new ModelVersion("helmet", 3);
    private static final VariantId INT8 = new VariantId(VERSION, "int8");
    private static final VariantId BASELINE = VariantId.baselineOf(VERSION);
    private static final Artifact FILE = new Artifact(Sha256.of(new byte[] {1}), 3_100_000);
    private static final DetectorManifest MANIFEST = new DetectorManifest(
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
            List.of("with_helmet", "without_helmet"),
            0.65,
            "AGPL-3.0");
    private static final Progress PROGRESS = new Progress("calibrating", 40, 100, "images", 12.5, 4800);

    private EventExamples() {}

    static List<Event> all() {
        return List.of(
                new ModelRegistered(
                        VERSION,
                        FILE,
                        MANIFEST,
                        "riders",
                        Sha256.of(new byte[] {2}),
                        Policy.standard(),
                        List.of("int8"),
                        AT),
                new ModelQuarantined(VERSION, FILE, "ONNX-EXTERNAL-DATA", "weights outside the file", AT),
                new DatasetImported(
                        "riders",
                        Sha256.of(new byte[] {2}),
                        List.of("with_helmet", "without_helmet"),
                        Map.of(Split.CALIB, 100, Split.VAL, 111),
                        470,
                        2,
                        AT),
                new PolicyDefined(Policy.standard(), 1, AT),
                new RecipeDefined(
                        "int8",
                        2,
                        "Weights and activations in 8 bits.",
                        Sha256.of(new byte[] {3}),
                        true,
                        true,
                        false,
                        "name: int8\npasses:\n  - quantize-static: {images: 64}\n    accept: {maxDrop: 0.5}\n",
                        List.of(new RecipeDefined.Step(
                                "quantize-static", Map.of("images", "64"), Map.of("maxDrop", 0.5))),
                        AT),
                new CompressionPlanned(VERSION, List.of(BASELINE, INT8), AT),
                new CompressionProgress(INT8, PROGRESS),
                new VariantCompressed(
                        INT8,
                        BASELINE,
                        FILE,
                        MANIFEST,
                        Sha256.of(new byte[] {3}),
                        new CompressionReport(
                                3_100_000,
                                3_000_000,
                                1_015_000_000,
                                List.of(new CompressionReport.PassReport(
                                        "fuse-batch-norm", 57, 12, Map.of("maximumDifference", 1e-6), List.of())),
                                List.of(new CompressionReport.OutputDifference(
                                        "output0", 31.5, List.of(0L, 4L), List.of(1L, 3L)))),
                        null,
                        AT),
                new CompressionFailed(INT8, ErrorCode.CALIBRATION_DATA_MISSING, "no calib or train split", AT),
                new ExperimentChanged(
                        "3f2a9c01d4e5b678",
                        7,
                        "channels of helmet",
                        VERSION,
                        300,
                        new CurveFigures(0.512, 0.81, 1_015_000_000, 3_010_000, 12_200_000, 11_300_000, 1),
                        List.of(new CurveSweep(
                                "reconstruction",
                                List.of("\"fold-constants\""),
                                "prune-channels",
                                Map.of("importance", "\"reconstruction\""),
                                "goal",
                                List.of("{\"quantize-static\":{\"images\":100}}"))),
                        List.of(
                                new CurvePoint(
                                        "reconstruction",
                                        "0.8",
                                        CurvePoint.State.DONE,
                                        null,
                                        new CurveFigures(
                                                0.498, 0.801, 812_000_000, 2_400_000, 9_800_000, 9_000_000, 0.84),
                                        61.5),
                                new CurvePoint(
                                        "reconstruction",
                                        "0.1",
                                        CurvePoint.State.SKIPPED,
                                        "no group can lose so many channels",
                                        null,
                                        12.5)),
                        AT,
                        AT),
                new ExperimentProgress("3f2a9c01d4e5b678", VERSION, PROGRESS),
                new EvaluationProgress(INT8, PROGRESS),
                new VariantEvaluated(
                        INT8,
                        FILE.digest(),
                        "riders",
                        Sha256.of(new byte[] {2}),
                        Split.VAL,
                        111,
                        new Metrics(0.507, 0.804, 0.564, 0.6, 11.2, 12.4, 0.55, 210_000_000, 3_100_000),
                        List.of(new ClassMetrics("with_helmet", 158, 0.59, 0.912, 0.7)),
                        FILE,
                        AT),
                new EvaluationFailed(
                        INT8, ErrorCode.CLASS_MISMATCH, "the dataset's class rider is not the model's", AT),
                new GateDecided(
                        INT8,
                        "default",
                        Verdict.of(List.of(new GateResult(
                                "minimum ap50", Outcome.PASS, 0.804, 0.3, "AP50 is 0.804, at least 0.300 is asked"))),
                        AT),
                new PromotionStarted(INT8, "roadside", 7, "fastest of 3 that pass", AT),
                new PromotionCompleted(INT8, "roadside", "node-1", AT),
                new PromotionRolledBack(INT8, "roadside", BASELINE, "node-1 could not load it", AT),
                new PromotionRefused(VERSION, Outcome.FAIL, "int8 lost 0.45 of AP", AT),
                new ChampionChanged("roadside", INT8, FILE, MANIFEST, 0.35, 7, AT),
                new NodeReported("node-1", "roadside", NodeState.SERVING, INT8, FILE.digest(), 7, null, null, AT),
                new DetectionFrame(
                        "cam-1",
                        42,
                        AT,
                        960,
                        540,
                        List.of(new FrameDetection("without_helmet", 0.87, 412.5, 103.25, 31, 40)),
                        INT8,
                        FILE.digest(),
                        "/api/v1/frames/cam-1/42",
                        Sha256.of(new byte[] {4}),
                        11.3));
    }
}
