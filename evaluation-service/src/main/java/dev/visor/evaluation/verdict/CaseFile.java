package dev.visor.evaluation.verdict;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.run.EvaluationPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a verdict is based on, as a document in the artefact store: with it and the artefacts that it names the same
 * verdict can be given again, without database, queue and models.
 *
 * @param policy what was asked; its resampling has the seed
 * @param variant which variant
 * @param unmeasured why it is dead or could not be measured, and nothing else is here; null if it was
 * @param dead whether {@code unmeasured} says that it is dead
 * @param dataset the judged dataset's manifest; null if it was not measured
 * @param secondDataset the policy's second dataset's manifest; null for none
 * @param uploaded the uploaded file, whose errors the variant's are compared with; null if the variant was not measured
 * @param judged the variant; null if it was not measured
 * @param baseline the uploaded file as a variant, which gates compare with
 * @param champion of the policy's target
 * @param championSequence ledger entry that named the champion; 0 for none
 * @param tool what looked and computed
 */
public record CaseFile(
        Policy policy,
        VariantId variant,
        @Nullable String unmeasured,
        boolean dead,
        @Nullable Sha256 dataset,
        @Nullable Sha256 secondDataset,
        EvaluationPlan.@Nullable Model uploaded,
        @Nullable Party judged,
        Other baseline,
        Other champion,
        long championSequence,
        String tool) {
    /**
     * A model in the hearing.
     *
     * @param model the file
     * @param manifest how it is used
     * @param costs what it costs
     * @param seen what it saw
     * @param classMap of the policy that it was uploaded with, if that isn't the one it is heard by
     */
    public record Party(
            Artifact model,
            DetectorManifest manifest,
            CostFigures costs,
            List<SeenAt> seen,
            @Nullable Map<String, String> classMap) {
        public Party {
            seen = List.copyOf(seen);
        }

        static Party of(EvaluationPlan.Model model, CostFigures costs, List<SeenAt> seen) {
            return new Party(model.artifact(), model.manifest(), costs, seen, model.classMap());
        }

        /** The file and how it is used. */
        public EvaluationPlan.Model asModel() {
            return new EvaluationPlan.Model(model, manifest, classMap);
        }
    }

    /**
     * Where what was seen is kept.
     *
     * @param look the look's key
     * @param detections artefact of the raw detections ({@code VDT1})
     * @param table artefact of the match table
     */
    public record SeenAt(Sha256 look, Sha256 detections, Sha256 table) {}

    /**
     * A model that is compared with.
     *
     * @param party it; null if it is missing or there is none
     * @param missing why it is missing; null if it is there or there is none
     * @param champion which variant it is, if it is the champion; null otherwise, and in files of before it was written
     */
    public record Other(
            @Nullable Party party,
            @Nullable String missing,
            @Nullable VariantId champion) {
        static final Other NONE = new Other(null, null, null);

        static Other baseline(Party party) {
            return new Other(party, null, null);
        }

        static Other champion(VariantId variant, Party party) {
            return new Other(party, null, variant);
        }

        static Other missing(String reason) {
            return new Other(null, reason, null);
        }

        /**
         * Of a champion that can't look at what is judged. Where its classes are others, nobody knows whether something
         * would be lost; a detector of other things belongs to another target.
         */
        static Other unlike(VariantId champion, VisorException failure) {
            String reason = "%s: %s".formatted(champion, failure.detail());
            return missing(
                    failure.code() == ErrorCode.CLASS_MISMATCH
                            ? "the champion sees other classes: " + reason
                                    + ". Or promote to another target, or by a policy without a gate against the champion"
                            : reason);
        }
    }

    /** Of a variant that is dead, or could not be measured. */
    static CaseFile unmeasured(Policy policy, VariantId variant, String reason, boolean dead) {
        return new CaseFile(
                policy, variant, reason, dead, null, null, null, null, Other.NONE, Other.NONE, 0, ToolVersion.CURRENT);
    }

    /** Canonical JSON. */
    public byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }

    /** Reads it back. */
    public static CaseFile read(byte[] bytes) {
        return ContractJson.MAPPER.readValue(bytes, CaseFile.class);
    }
}
