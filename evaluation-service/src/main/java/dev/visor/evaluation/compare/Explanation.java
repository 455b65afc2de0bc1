package dev.visor.evaluation.compare;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a verdict is what it is, as a document.
 *
 * @param variant whose
 * @param policy name of the policy
 * @param outcome the verdict
 * @param caseFile artefact of all that it is based on
 * @param dataset name of the judged dataset; absent if the variant was not measured
 * @param datasetDigest its manifest
 * @param pictures of the judged split; 0 if the variant was not measured
 * @param gates every gate, in the policy's order
 * @param worst pictures on which the variant does most wrong, worst first
 * @param besideBaseline pictures on which it does more wrong than the uploaded file, which is first in each pair
 * @param besideChampion the same beside the champion, if a gate compares with it
 */
public record Explanation(
        VariantId variant,
        String policy,
        Outcome outcome,
        Sha256 caseFile,
        @Nullable String dataset,
        @Nullable Sha256 datasetDigest,
        int pictures,
        List<Gate> gates,
        List<WorstPicture> worst,
        List<PicturePair> besideBaseline,
        List<PicturePair> besideChampion) {
    /**
     * One gate.
     *
     * @param rule the policy's words; absent for what is no gate of the policy, as the tripwire
     * @param result what it said: outcome, value, limit, bounds, pictures needed, the reason in a sentence
     * @param against what it compares with; absent for absolute gates
     * @param slice what the value is of, if it is of a slice: of {@code weather=*} the one that decided
     * @param room how far the value is inside the limit, in the metric's unit; below 0 it is beyond by as much; absent
     *     without a value
     * @param relativeRoom the same as a share of the limit; absent where the limit is 0
     * @param worstSlice where the metric is worst; absent for metrics that slices don't have
     */
    public record Gate(
            @Nullable GateSpec rule,
            GateResult result,
            @Nullable Against against,
            @Nullable String slice,
            @Nullable Double room,
            @Nullable Double relativeRoom,
            @Nullable WorstSlice worstSlice) {}

    /**
     * The slice on which a gate's metric is worst: the greatest loss if the gate is of a loss. Slices of few labels don't
     * count.
     *
     * @param slice {@code dimension=value}
     * @param value of the variant
     * @param reference of what the gate compares with; absent for absolute gates
     * @param instances labelled boxes
     */
    public record WorstSlice(
            String slice, double value, @Nullable Double reference, int instances) {}

    /** Canonical JSON. */
    byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }
}
