package dev.visor.ingest.dashboard.document;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a verdict is what it is. */
public record ExplanationDocument(
        String policy,
        Outcome outcome,
        @Nullable String dataset,
        @Nullable Sha256 datasetDigest,
        int pictures,
        List<Gate> gates,
        List<Shown.Worst> worst,
        List<Shown.Pair> besideBaseline,
        List<Shown.Pair> besideChampion) {
    /** A gate: its rule, what it said, and by how much. */
    public record Gate(
            @Nullable GateSpec rule,
            GateResult result,
            @Nullable Against against,
            @Nullable String slice,
            @Nullable Double room,
            @Nullable Double relativeRoom,
            @Nullable WorstSlice worstSlice) {}

    /** Where the metric is worst, or lost most. */
    public record WorstSlice(
            String slice, double value, @Nullable Double reference, int instances) {}
}
