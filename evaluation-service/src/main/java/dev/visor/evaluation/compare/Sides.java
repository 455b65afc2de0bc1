package dev.visor.evaluation.compare;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.EvaluationPlans;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.run.Exhibits;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.Versions;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Measured variants, as they were measured. */
@Component
class Sides {
    private final Versions versions;
    private final Evaluations evaluations;
    private final EvaluationPlans plans;
    private final Looks looks;
    private final ArtifactStore store;

    Sides(Versions versions, Evaluations evaluations, EvaluationPlans plans, Looks looks, ArtifactStore store) {
        this.versions = versions;
        this.evaluations = evaluations;
        this.plans = plans;
        this.looks = looks;
        this.store = store;
    }

    /**
     * What was measured of a variant.
     *
     * @param evaluation its key
     */
    record Measured(Variant variant, Upload upload, Sha256 evaluation, Evaluations.Summary summary) {}

    /**
     * A variant that was measured.
     *
     * @param written model.version.recipe
     * @throws VisorException {@code INVALID_REQUEST} if it isn't written so, {@code NOT_FOUND} if it is not known,
     *     {@code CONFLICT} if it was not measured
     */
    Measured measured(String written) {
        Variant variant = versions.named(written);
        Sha256 evaluation = variant.evaluation();
        if (evaluation == null) {
            throw new VisorException(
                    ErrorCode.CONFLICT,
                    "variant '%s' was not measured, it is %s%s"
                            .formatted(
                                    written, variant.state(), variant.reason() == null ? "" : ": " + variant.reason()));
        }
        return new Measured(
                variant,
                versions.upload(variant.id().modelVersion()).orElseThrow(),
                evaluation,
                evaluations.find(evaluation).orElseThrow());
    }

    /** All that it is compared by; takes a while. */
    Side of(Measured measured) {
        EvaluationPlan plan = plans.asMeasured(measured.variant(), measured.upload(), measured.summary());
        Exhibits exhibits = new Exhibits(look -> looks.seen(look)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.CONFLICT,
                        "what '%s' saw when it was measured is not kept any more; upload it again"
                                .formatted(measured.variant().id()))));
        return new Side(
                measured.variant().id(),
                Objects.requireNonNull(measured.variant().artifact()),
                measured.evaluation(),
                plan.split(),
                exhibits.of(plan, measured.summary().costs()),
                costs(measured.summary().costReport()));
    }

    private @Nullable CostReport costs(@Nullable Artifact document) {
        return document == null ? null : CostReport.read(store.read(document.digest()));
    }
}
