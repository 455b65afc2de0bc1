package dev.visor.evaluation.look;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;

/** Goes on with a variant whose look is done or has failed; called in the transaction of that. */
public interface LookEnded {
    /** A look that the variant waits for has ended. */
    void lookEnded(VariantId variant, Sha256 look);
}
