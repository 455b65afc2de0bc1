package dev.visor.evaluation.version;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.work.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what happens to an upload and its variants, in whatever order and however often it is told, and does what
 * follows: measures what is ready, judges what is settled, decides when all is judged. All of it under the upload's lock, in the caller's
 * transaction.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class VersionFlow {
    private final Versions versions;
    private final WorkQueue queue;
    private final Decisions decisions;

    VersionFlow(Versions versions, WorkQueue queue, Decisions decisions) {
        this.versions = versions;
        this.queue = queue;
        this.decisions = decisions;
    }

    void registered(Upload upload) {
        versions.lock(upload.modelVersion());
        if (versions.register(upload)) {
            versions.variants(upload.modelVersion()).forEach(this::measure);
        }
        advance(upload.modelVersion());
    }

    void planned(ModelVersion id, List<VariantId> variants, Instant at) {
        versions.lock(id);
        versions.plan(id, variants, at);
        advance(id);
    }

    void made(VariantId id, Artifact artifact, DetectorManifest manifest, @Nullable String tripwire) {
        versions.lock(id.modelVersion());
        VariantState before = stateOf(id);
        if (before != VariantState.ANNOUNCED && before != VariantState.NOT_MADE) {
            return;
        }
        VariantState now = tripwire == null ? VariantState.READY : VariantState.DEAD;
        versions.made(id, artifact, manifest, now, tripwire);
        if (versions.upload(id.modelVersion()).isPresent()) {
            versions.variant(id).ifPresent(this::measure);
        }
        advance(id.modelVersion());
    }

    void notMade(VariantId id, String reason) {
        versions.lock(id.modelVersion());
        if (stateOf(id) == VariantState.ANNOUNCED) {
            versions.ended(id, VariantState.NOT_MADE, reason);
            advance(id.modelVersion());
        }
    }

    /**
     * There are figures of a variant.
     *
     * @return whether they were waited for; otherwise nothing is changed
     */
    public boolean measured(VariantId id, Sha256 evaluation) {
        versions.lock(id.modelVersion());
        if (stateOf(id) != VariantState.READY) {
            return false;
        }
        versions.measured(id, evaluation);
        return true;
    }

    /**
     * A variant can't be measured.
     *
     * @return whether it was waited for; otherwise nothing is changed
     */
    public boolean notMeasured(VariantId id, String reason) {
        versions.lock(id.modelVersion());
        if (stateOf(id) != VariantState.READY) {
            return false;
        }
        versions.ended(id, VariantState.NOT_MEASURED, reason);
        return true;
    }

    /** What was measured is not what is to be judged, for example after an update: it is measured again. */
    public void measureAgain(VariantId id) {
        versions.lock(id.modelVersion());
        if (versions.variant(id).filter(Variant::awaitsVerdict).isPresent() && stateOf(id) == VariantState.MEASURED) {
            versions.unmeasured(id);
            queue.submit(EvaluationTask.KIND, id + "/" + UUID.randomUUID(), new EvaluationTask(id));
        }
    }

    /** Does what has become possible. */
    public void advance(ModelVersion id) {
        Upload upload = versions.upload(id).orElse(null);
        if (upload == null) {
            return;
        }
        buryWithTheBaseline(id);
        judge(id);
        List<Variant> variants = versions.variants(id);
        boolean ready = versions.isPlanned(id)
                && variants.stream()
                        .allMatch(v -> !v.planned() || v.outcome() != null || v.state() == VariantState.NOT_MADE);
        if (ready && !versions.isDecided(id) && decisions.decide(upload, variants)) {
            versions.decided(id);
        }
    }

    /**
     * Has a variant measured that is ready: once, when it and its upload are both known. The task is written in the
     * transaction that makes it so, hence no crash can lose it, and a second one would measure beside the first.
     */
    private void measure(Variant variant) {
        if (variant.state() == VariantState.READY) {
            queue.submit(EvaluationTask.KIND, variant.id().toString(), new EvaluationTask(variant.id()));
        }
    }

    /** Verdicts compare with the uploaded file, so they wait for it. */
    private void judge(ModelVersion id) {
        boolean baselineSettled = versions.variant(VariantId.baselineOf(id))
                .filter(b -> b.state().settled())
                .isPresent();
        for (Variant variant : versions.variants(id)) {
            if (variant.awaitsVerdict() && (baselineSettled || variant.id().isBaseline())) {
                queue.submit(JudgeTask.KIND, variant.id().toString(), new JudgeTask(variant.id()));
            }
        }
    }

    /**
     * There is a verdict on a variant.
     *
     * @return whether it was waited for; otherwise nothing is changed
     */
    public boolean judged(VariantId id) {
        versions.lock(id.modelVersion());
        return versions.variant(id).filter(Variant::awaitsVerdict).isPresent();
    }

    /** A verdict was taken back and is to be given again; {@code occasion} keeps the task apart from one that is ending. */
    public void judgeAgain(VariantId id, String occasion) {
        queue.submit(JudgeTask.KIND, id + "/" + occasion, new JudgeTask(id));
    }

    /** What is made from a dead upload isn't worth measuring. */
    private void buryWithTheBaseline(ModelVersion id) {
        Variant baseline = versions.variant(VariantId.baselineOf(id)).orElse(null);
        if (baseline == null || baseline.state() != VariantState.DEAD) {
            return;
        }
        for (Variant variant : versions.variants(id)) {
            if (variant.state() == VariantState.READY) {
                queue.withdraw(EvaluationTask.KIND, variant.id().toString());
                versions.ended(
                        variant.id(),
                        VariantState.DEAD,
                        "the uploaded model itself is dead: " + baseline.reasonInWords());
            }
        }
    }

    private VariantState stateOf(VariantId id) {
        return versions.variant(id).map(Variant::state).orElse(VariantState.ANNOUNCED);
    }
}
