package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport.Download;
import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.CompressionReport.Precision;
import dev.visor.contracts.compression.CompressionReport.TimeShare;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant: what was made, measured and decided.
 *
 * @param id {@code model.version.recipe}
 * @param recipe how it was made
 * @param parent what it was made from; absent for the baseline
 * @param digest its file, once made
 * @param sizeBytes its size, once made
 * @param state how far it is
 * @param reason why it could not be made or measured
 * @param metrics figures, once measured
 * @param measuredOn what they were measured on
 * @param perClass accuracy of each judged class
 * @param report what making it did, once made
 * @param tripwire why it is dead; absent if it lives
 * @param verdict the policy's, once decided
 * @param progress of what runs now; absent if nothing does
 */
public record VariantDetail(
        String id,
        String recipe,
        @Nullable String parent,
        @Nullable Sha256 digest,
        @Nullable Long sizeBytes,
        State state,
        @Nullable String reason,
        @Nullable Metrics metrics,
        @Nullable MeasuredOn measuredOn,
        List<ClassMetrics> perClass,
        @Nullable Report report,
        @Nullable String tripwire,
        @Nullable Decision verdict,
        @Nullable Running progress) {

    /** How far a variant is. */
    public enum State {
        PLANNED,
        COMPRESSING,
        COMPRESSED,
        /** Made, but dead; not worth measuring. */
        DEAD,
        EVALUATING,
        EVALUATED,
        JUDGED,
        FAILED
    }

    /** Pictures that figures were measured on. */
    public record MeasuredOn(String dataset, Sha256 datasetDigest, String split, int images, Instant at) {}

    /**
     * What making it did.
     *
     * @param parameters stored weights, in elements
     * @param macs multiply–accumulates for one picture; 0 if unknown
     * @param passes in order
     * @param outputs distance from the parent
     * @param download what a node has to fetch; absent if it was not found out
     * @param precision how many bits it computes with; absent if it was not found out
     * @param time where its time goes; absent if it was not measured
     * @param search how its floating-point nodes were chosen; absent if nothing was searched
     * @param provenance what it was made of; absent if that was not recorded
     * @param details rows by node and tensor, in the artefact store; absent without
     */
    public record Report(
            long parameters,
            long macs,
            List<PassReport> passes,
            List<OutputDifference> outputs,
            @Nullable Download download,
            @Nullable Precision precision,
            @Nullable TimeShare time,
            @Nullable SearchReport search,
            @Nullable Provenance provenance,
            @Nullable Artifact details) {}

    /** The verdict: every gate of the policy. */
    public record Decision(Outcome outcome, String policy, List<GateResult> gates, Instant at) {}

    /**
     * How far what runs is.
     *
     * @param phase {@code COMPRESSION} or {@code EVALUATION}
     */
    public record Running(
            String phase,
            String step,
            long done,
            long total,
            String unit,
            double perSecond,
            long etaMillis,
            Instant at) {}
}
