package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.Resampling;
import dev.visor.contracts.policy.RobustnessTerms;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.robustness.Corruptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured of one file under a policy.
 *
 * @param variant the file
 * @param baseline the uploaded file, which it is compared with
 * @param split pictures to look at
 * @param alignment which model class is which judged class
 * @param policy what is asked
 * @param second pictures of the policy's second dataset; null for none
 * @param tool what looks and computes
 */
public record EvaluationPlan(
        Model variant,
        Model baseline,
        LabelledPictures split,
        ClassAlignment alignment,
        Policy policy,
        @Nullable LabelledPictures second,
        String tool) {
    /**
     * A file and how it is used.
     *
     * @param classMap what its classes are called in datasets, by the policy it was uploaded with; null for a file that is
     *     judged by that very policy
     */
    public record Model(
            Artifact artifact,
            DetectorManifest manifest,
            @Nullable Map<String, String> classMap) {
        public Model(Artifact artifact, DetectorManifest manifest) {
            this(artifact, manifest, null);
        }
    }

    /** As this service measures. */
    static EvaluationPlan of(
            Model variant, Model baseline, LabelledPictures split, Policy policy, @Nullable LabelledPictures second) {
        return of(variant, baseline, split, policy, second, ToolVersion.CURRENT);
    }

    /** As some version of this service measured. */
    public static EvaluationPlan of(
            Model variant,
            Model baseline,
            LabelledPictures split,
            Policy policy,
            @Nullable LabelledPictures second,
            String tool) {
        return new EvaluationPlan(
                variant,
                baseline,
                split,
                ClassAlignment.of(variant.manifest().classes(), split.classes(), policy),
                policy,
                second,
                tool);
    }

    /** Whether the variant is the uploaded file itself. */
    public boolean isBaseline() {
        return variant.artifact().digest().equals(baseline.artifact().digest())
                && variant.manifest().equals(baseline.manifest());
    }

    /** The plan of the uploaded file itself. */
    public EvaluationPlan ofBaselineItself() {
        return of(baseline, baseline, split, policy, second, tool);
    }

    /** The variant on the judged split as it is. */
    public Look clean() {
        return look(variant, alignment, null, split.images().size());
    }

    /** The uploaded file on the same pictures. */
    public Look ofBaseline() {
        return ofOther(baseline);
    }

    /** Another model on the same pictures. */
    public Look ofOther(Model other) {
        return look(
                other,
                ClassAlignment.of(other.manifest().classes(), split.classes(), policy, names(other)),
                null,
                split.images().size());
    }

    /**
     * What another model's classes are called here: as its own policy says, or as they are, or as this policy says. The
     * champion is not to escape a comparison because its owner named things in another way.
     */
    private Map<String, String> names(Model other) {
        Map<String, String> own = other.classMap();
        if (own == null) {
            return policy.classMap();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : other.manifest().classes()) {
            Stream.of(own.get(name), name, policy.classMap().get(name))
                    .filter(n -> n != null && split.classes().contains(n))
                    .findFirst()
                    .ifPresent(n -> names.put(name, n));
        }
        return names;
    }

    /** The variant on corrupted pictures, if the policy asks for it. */
    List<Look> corrupted() {
        List<Look> looks = new ArrayList<>();
        RobustnessTerms terms = policy.robustness();
        if (terms != null) {
            for (String word : terms.corruptionsMeant()) {
                for (int severity : terms.severitiesMeant()) {
                    looks.add(look(
                            variant,
                            alignment,
                            new Look.Corrupted(word, severity, resampling().seed(), Corruptions.EDITION),
                            corruptedPictures()));
                }
            }
        }
        return looks;
    }

    /** How many pictures are corrupted, from the first. */
    int corruptedPictures() {
        RobustnessTerms terms = policy.robustness();
        return terms == null ? 0 : Math.min(terms.pictures(), split.images().size());
    }

    /** The variant on the second dataset, if the policy names one. */
    @Nullable
    Look onSecondDataset() {
        if (second == null) {
            return null;
        }
        return new Look(
                variant.artifact(),
                variant.manifest(),
                second.digest(),
                second.split(),
                second.images().size(),
                ClassAlignment.of(variant.manifest().classes(), second.classes(), policy.onSecondDataset()),
                null,
                tool);
    }

    /** All that the variant must look at. */
    public List<Look> looks() {
        List<Look> looks = new ArrayList<>(List.of(clean()));
        looks.addAll(corrupted());
        Look elsewhere = onSecondDataset();
        if (elsewhere != null) {
            looks.add(elsewhere);
        }
        return looks;
    }

    Resampling resampling() {
        return policy.resamplingOrStandard();
    }

    EvaluationKey key() {
        return new EvaluationKey(
                variant.artifact().digest(),
                variant.manifest(),
                baseline.artifact().digest(),
                baseline.manifest(),
                split.digest(),
                split.split(),
                alignment.judged(),
                alignment.sources(variant.manifest().classes()),
                looks().stream().map(Look::key).map(Sha256::hex).toList(),
                tool);
    }

    /** Whether an evaluation is what this plan asks for. */
    public boolean isKeyedBy(Sha256 evaluation) {
        return key().digest().equals(evaluation);
    }

    private Look look(Model model, ClassAlignment aligned, Look.@Nullable Corrupted corruption, int pictures) {
        return new Look(
                model.artifact(), model.manifest(), split.digest(), split.split(), pictures, aligned, corruption, tool);
    }
}
