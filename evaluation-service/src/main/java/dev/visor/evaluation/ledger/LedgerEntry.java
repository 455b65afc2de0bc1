package dev.visor.evaluation.ledger;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger says: enough to see later what was decided on which grounds. */
public sealed interface LedgerEntry {
    /** Which kind, also in the JSON. */
    Kind kind();

    /** The deployment target whose champion changed. */
    String target();

    /** When. */
    Instant decidedAt();

    /** Kinds of entries. */
    enum Kind {
        PROMOTION,
        ROLLBACK
    }

    /**
     * A variant became champion.
     *
     * @param sequence its place in the ledger
     * @param model the model
     * @param version the upload
     * @param variant the champion
     * @param digest its file
     * @param dataset what it was judged on
     * @param datasetDigest its manifest
     * @param split which part of it
     * @param policy what it had to keep
     * @param metrics its figures
     * @param perClass accuracy of each judged class
     * @param verdict every gate
     * @param minimumScore detections below it are not reported
     * @param toolVersion what measured
     * @param seed of the draws that bounds come from
     * @param classMinimumScores the same for each class of the model; null where one holds for all
     * @param reportDigest its accuracy in full; this and all below are null in entries of before they were kept
     * @param costDigest its costs in full
     * @param candidates all that were chosen from
     * @param environment what decided, and where
     */
    record Promotion(
            Kind kind,
            long sequence,
            String target,
            String model,
            int version,
            VariantId variant,
            Sha256 digest,
            String dataset,
            Sha256 datasetDigest,
            Split split,
            Policy policy,
            Metrics metrics,
            List<ClassMetrics> perClass,
            Verdict verdict,
            double minimumScore,
            String toolVersion,
            long seed,
            Instant decidedAt,
            @Nullable List<Double> classMinimumScores,
            @Nullable Sha256 reportDigest,
            @Nullable Sha256 costDigest,
            @Nullable List<Considered> candidates,
            @Nullable Environment environment)
            implements LedgerEntry {}

    /**
     * A variant that could have been chosen.
     *
     * @param variant which one
     * @param outcome of its verdict; null if it could not be made
     * @param metrics its figures; null if it was not measured
     * @param caseFile artefact that its verdict can be given again from; null if there is no verdict
     */
    record Considered(
            VariantId variant,
            @Nullable Outcome outcome,
            @Nullable Metrics metrics,
            @Nullable Sha256 caseFile) {}

    /**
     * A champion was withdrawn.
     *
     * @param sequence its place in the ledger
     * @param withdrawn who is no champion any more
     * @param restored who is again; null if there was none before
     * @param restoredDigest its file
     * @param reason in words
     */
    record Rollback(
            Kind kind,
            long sequence,
            String target,
            VariantId withdrawn,
            @Nullable VariantId restored,
            @Nullable Sha256 restoredDigest,
            String reason,
            Instant decidedAt)
            implements LedgerEntry {}
}
