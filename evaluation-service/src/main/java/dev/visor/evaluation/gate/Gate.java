package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;

/** One kind of promise. It always answers: what can't be measured is an ERROR, what can't be told is INCONCLUSIVE. */
interface Gate {
    /** Judges a variant against the policy's limit and the uploaded baseline. */
    GateResult judge(Measured variant, Measured baseline);

    /** The gate of a policy's entry. */
    static Gate of(GateSpec spec) {
        return switch (spec) {
            case GateSpec.Minimum minimum -> new MinimumGate(minimum);
            case GateSpec.MaximumDrop drop -> new MaximumDropGate(drop);
            case GateSpec.LatencyRatio ratio -> new LatencyRatioGate(ratio);
            case GateSpec.SizeRatio ratio -> new SizeRatioGate(ratio);
        };
    }
}
