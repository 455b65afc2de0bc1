package dev.visor.evaluation.look;

import dev.visor.contracts.model.VariantId;

/** Goes on with a variant whose looks are all done, or one of which has failed; called in the transaction of that. */
public interface LookEnded {
    /** The variant has nothing to wait for any more. */
    void looksEnded(VariantId variant);
}
