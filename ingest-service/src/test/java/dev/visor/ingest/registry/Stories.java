package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.PromotionRolledBack;
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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Uploads and what other services say about them. Times are seconds after a fixed instant. */
final class Stories {
    static final DetectorManifest MANIFEST = new DetectorManifest(
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
            null);
    private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");

    private Stories() {}

    static NewVersion upload(String model, String bytes) {
        return upload(model, bytes, false, null);
    }

    static NewVersion upload(String model, String bytes, boolean force, @Nullable String key) {
        Sha256 digest = Sha256.of(bytes.getBytes(StandardCharsets.UTF_8));
        return new NewVersion(
                model,
                new Artifact(digest, 1000),
                new NewVersion.Request(digest, force, key),
                new NewVersion.Accepted(MANIFEST, "riders", Sha256.of(new byte[1]), Policy.standard(), 1, List.of()));
    }

    static CompressionPlanned planned(ModelVersion version, int at, String... recipes) {
        return new CompressionPlanned(
                version, Stream.of(recipes).map(r -> new VariantId(version, r)).toList(), time(at));
    }

    static VariantCompressed made(ModelVersion version, int at, String recipe, @Nullable String tripwire) {
        return new VariantCompressed(
                new VariantId(version, recipe),
                recipe.equals(VariantId.BASELINE) ? null : VariantId.baselineOf(version),
                new Artifact(Sha256.of(recipe.getBytes(StandardCharsets.UTF_8)), 250),
                MANIFEST,
                Sha256.of(new byte[2]),
                new CompressionReport(250, 10, 100, List.of(), List.of()),
                tripwire,
                time(at));
    }

    static CompressionFailed notMade(ModelVersion version, int at, String recipe) {
        return new CompressionFailed(new VariantId(version, recipe), ErrorCode.INTERNAL, "it broke", time(at));
    }

    static VariantEvaluated measured(ModelVersion version, int at, String recipe) {
        return new VariantEvaluated(
                new VariantId(version, recipe),
                Sha256.of(recipe.getBytes(StandardCharsets.UTF_8)),
                "riders",
                Sha256.of(new byte[1]),
                Split.VAL,
                111,
                new Metrics(0.5, 0.8, 0.55, 0.6, 4.2, 5, 0.5, 1 << 27, 250),
                List.of(),
                null,
                time(at));
    }

    static EvaluationFailed notMeasured(ModelVersion version, int at, String recipe) {
        return new EvaluationFailed(new VariantId(version, recipe), ErrorCode.TIMEOUT, "too slow", time(at));
    }

    static PromotionStarted started(ModelVersion version, int at, String recipe) {
        return new PromotionStarted(
                new VariantId(version, recipe), "roadside", at, "the fastest that passes", time(at));
    }

    static PromotionCompleted completed(ModelVersion version, int at, String recipe) {
        return new PromotionCompleted(new VariantId(version, recipe), "roadside", "node-1", time(at));
    }

    static PromotionRolledBack rolledBack(ModelVersion version, int at, String recipe) {
        return new PromotionRolledBack(
                new VariantId(version, recipe), "roadside", null, "node-1 could not load it", time(at));
    }

    static PromotionRefused refused(ModelVersion version, int at, Outcome outcome) {
        return new PromotionRefused(version, outcome, "int8 lacks 0.2 AP", time(at));
    }

    private static Instant time(int seconds) {
        return BEGIN.plusSeconds(seconds);
    }
}
