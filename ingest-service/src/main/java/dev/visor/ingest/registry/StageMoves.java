package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
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
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Moves versions along by what the other services report. Reports of different topics overtake each other and may come
 * twice: variants only ever get further, stages only go where {@link ModelStage#canBecome} allows, and of promotion
 * facts the newest holds. Every method runs in the transaction of the event's handler.
 */
@Component
class StageMoves {
    private final RegisteredVersions versions;
    private final VariantArtifacts variants;
    private final Timeline timeline;

    StageMoves(RegisteredVersions versions, VariantArtifacts variants, Timeline timeline) {
        this.versions = versions;
        this.variants = variants;
        this.timeline = timeline;
    }

    void planned(CompressionPlanned event) {
        RegisteredVersion version = locked(event.modelVersion());
        event.variants().forEach(this::variant);
        if (!version.planned()) {
            version.plan();
            List<String> recipes =
                    event.variants().stream().map(VariantId::recipe).toList();
            tell(version, event.plannedAt(), "to be made: %s".formatted(String.join(", ", recipes)));
        }
        evaluateIfAllMade(version, event.plannedAt());
    }

    void made(VariantCompressed event) {
        RegisteredVersion version = locked(event.variant().modelVersion());
        VariantArtifact variant = variant(event.variant());
        variant.file(event.artifact());
        boolean dead = event.tripwire() != null;
        if (variant.reach(dead ? VariantState.NOT_MADE : VariantState.MADE)) {
            String recipe = event.variant().recipe();
            tell(
                    version,
                    event.compressedAt(),
                    dead
                            ? "%s is dead and will not be measured: %s".formatted(recipe, event.tripwire())
                            : String.format(
                                    Locale.ROOT,
                                    "%s is made: %d bytes, %.0f %% of the upload",
                                    recipe,
                                    event.artifact().sizeBytes(),
                                    100.0 * event.artifact().sizeBytes() / Math.max(1, version.sizeBytes())));
        }
        evaluateIfAllMade(version, event.compressedAt());
    }

    void notMade(CompressionFailed event) {
        RegisteredVersion version = locked(event.variant().modelVersion());
        if (variant(event.variant()).reach(VariantState.NOT_MADE)) {
            tell(
                    version,
                    event.failedAt(),
                    "%s could not be made: %s".formatted(event.variant().recipe(), event.reason()));
        }
        evaluateIfAllMade(version, event.failedAt());
    }

    void measured(VariantEvaluated event) {
        RegisteredVersion version = locked(event.variant().modelVersion());
        VariantArtifact variant = variant(event.variant());
        Metrics figures = event.metrics();
        if (variant.file().isEmpty()) {
            variant.file(new Artifact(event.digest(), figures.sizeBytes()));
        }
        if (variant.reach(VariantState.MEASURED)) {
            tell(
                    version,
                    event.evaluatedAt(),
                    String.format(
                            Locale.ROOT,
                            "%s measured on %d pictures of %s/%s: AP %.3f, AP50 %.3f, %.2f ms, %.2f times the baseline's",
                            event.variant().recipe(),
                            event.images(),
                            event.dataset(),
                            event.split().word(),
                            figures.ap(),
                            figures.ap50(),
                            figures.latencyP50Millis(),
                            figures.latencyRatio()));
        }
        evaluateIfAllMade(version, event.evaluatedAt());
    }

    void notMeasured(EvaluationFailed event) {
        RegisteredVersion version = locked(event.variant().modelVersion());
        if (variant(event.variant()).reach(VariantState.NOT_MEASURED)) {
            tell(
                    version,
                    event.failedAt(),
                    "%s could not be measured: %s".formatted(event.variant().recipe(), event.reason()));
        }
        evaluateIfAllMade(version, event.failedAt());
    }

    void promotionStarted(PromotionStarted event) {
        move(
                event.variant().modelVersion(),
                ModelStage.PROMOTING,
                event.startedAt(),
                event.reason(),
                "%s goes to %s: %s".formatted(event.variant().recipe(), event.target(), event.reason()));
    }

    void promotionCompleted(PromotionCompleted event) {
        String words =
                "%s serves %s since node %s took it".formatted(event.variant().recipe(), event.target(), event.node());
        move(event.variant().modelVersion(), ModelStage.PROMOTED, event.completedAt(), words, words);
    }

    void promotionRolledBack(PromotionRolledBack event) {
        move(
                event.variant().modelVersion(),
                ModelStage.REJECTED,
                event.rolledBackAt(),
                "rolled back: " + event.reason(),
                "%s was taken back from %s, which has %s again: %s"
                        .formatted(
                                event.variant().recipe(),
                                event.target(),
                                event.restored() == null ? "nothing" : event.restored(),
                                event.reason()));
    }

    void promotionRefused(PromotionRefused event) {
        ModelStage next = event.outcome() == Outcome.ERROR ? ModelStage.FAILED : ModelStage.REJECTED;
        move(
                event.modelVersion(),
                next,
                event.refusedAt(),
                event.reason(),
                "not promoted (%s): %s".formatted(event.outcome(), event.reason()));
    }

    private void move(ModelVersion id, ModelStage next, Instant at, String reason, String words) {
        RegisteredVersion version = locked(id);
        if (version.overtakes(at) && version.become(next, at)) {
            version.explain(reason);
            tell(version, at, words);
        }
    }

    private void evaluateIfAllMade(RegisteredVersion version, Instant at) {
        boolean allMade = version.planned()
                && variants.findAllOf(version.id().model(), version.id().version()).stream()
                        .allMatch(variant -> variant.state().settled());
        if (allMade && version.become(ModelStage.EVALUATING, at)) {
            tell(version, at, "all variants are made; measuring");
        }
    }

    private RegisteredVersion locked(ModelVersion id) {
        return versions.findForUpdate(id.model(), id.version())
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND, "no version %s is registered, so nothing can happen to it".formatted(id)));
    }

    private VariantArtifact variant(VariantId id) {
        return variants.findById(VariantArtifact.Key.of(id)).orElseGet(() -> variants.save(new VariantArtifact(id)));
    }

    private void tell(RegisteredVersion version, Instant at, String words) {
        timeline.save(new TimelineEntry(version.id(), at, version.stage(), words));
    }
}
