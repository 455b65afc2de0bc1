package dev.visor.evaluation.verdict;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import java.util.Optional;

/** Who is champion of a target now. */
public interface CurrentChampion {
    /** The champion, if the target has one. */
    Optional<Reigning> of(String target);

    /**
     * A champion.
     *
     * @param sequence of the ledger's entry that named it
     */
    record Reigning(long sequence, VariantId variant, Artifact artifact, DetectorManifest manifest) {}
}
