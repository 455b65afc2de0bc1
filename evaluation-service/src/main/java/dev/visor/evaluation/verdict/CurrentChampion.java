package dev.visor.evaluation.verdict;

import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.run.EvaluationPlan;
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
    record Reigning(long sequence, VariantId variant, EvaluationPlan.Model model) {}
}
