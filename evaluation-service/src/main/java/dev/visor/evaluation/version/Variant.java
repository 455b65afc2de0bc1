package dev.visor.evaluation.version;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a variant.
 *
 * @param id which one
 * @param planned whether the decision on its upload waits for it
 * @param state how far it is
 * @param artifact its file; null until it is made
 * @param manifest how it is used; null until it is made
 * @param reason why it is dead, not measured or not made
 * @param evaluation key of its evaluation, once it is measured
 * @param outcome of its verdict, once there is one
 * @param judgedAgainst ledger entry of the champion that the verdict compares with, 0 if there was none; null before, and
 *     for verdicts that are the same whoever is champion
 * @param caseFile what the verdict is based on; null before, and for verdicts of before it was kept
 */
public record Variant(
        VariantId id,
        boolean planned,
        VariantState state,
        @Nullable Artifact artifact,
        @Nullable DetectorManifest manifest,
        @Nullable String reason,
        @Nullable Sha256 evaluation,
        @Nullable Outcome outcome,
        @Nullable Long judgedAgainst,
        @Nullable Artifact caseFile) {

    /** Whether it was made, nothing more will come, and there is no verdict. */
    public boolean awaitsVerdict() {
        return state.settled() && state != VariantState.NOT_MADE && outcome == null;
    }

    /** The reason, or that there is none. */
    public String reasonInWords() {
        return reason == null ? "no reason was given" : reason;
    }
}
