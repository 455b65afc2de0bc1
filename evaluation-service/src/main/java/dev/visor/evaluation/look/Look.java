package dev.visor.evaluation.look;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.accuracy.ClassAlignment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One detector looking at the pictures of a split: all that what it sees depends on. Equal looks see the same.
 *
 * @param model the file
 * @param manifest how it is used
 * @param dataset the dataset's manifest
 * @param split which part of it
 * @param pictures how many of its labelled pictures, from the first
 * @param alignment which model class is which judged class
 * @param corruption what the pictures are corrupted by; null to look at them as they are
 * @param tool what looks
 */
public record Look(
        Artifact model,
        DetectorManifest manifest,
        Sha256 dataset,
        Split split,
        int pictures,
        ClassAlignment alignment,
        @Nullable Corrupted corruption,
        String tool) {
    /**
     * A corruption of pictures.
     *
     * @param word of {@link dev.visor.contracts.policy.RobustnessTerms#CORRUPTIONS}
     * @param severity 1 to 5
     * @param seed of what is random in it
     * @param edition of the corruptions; another one may give other pixels
     */
    public record Corrupted(String word, int severity, long seed, int edition) {}

    /**
     * Whether what another look saw holds for this one too, once its detections are aligned again: all is the same but the
     * judged classes, and it went at least as far.
     */
    boolean isCoveredBy(Look other) {
        return other.pictures >= pictures
                && model.equals(other.model)
                && manifest.equals(other.manifest)
                && dataset.equals(other.dataset)
                && split == other.split
                && Objects.equals(corruption, other.corruption)
                && tool.equals(other.tool);
    }

    /** The digest of the canonical JSON. */
    public Sha256 key() {
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(this));
    }
}
