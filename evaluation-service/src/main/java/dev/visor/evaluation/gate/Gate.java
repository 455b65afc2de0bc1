package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;

/** One kind of promise. It always answers: what can't be measured is an ERROR, what can't be told is INCONCLUSIVE. */
interface Gate {
    /** Judges. */
    GateResult judge(Hearing hearing);

    /** The gate of a policy's entry. */
    static Gate of(GateSpec spec) {
        return switch (spec) {
            case GateSpec.Minimum g -> EverySlice.of(spec, g.slice(), slice -> new MinimumGate(g, slice));
            case GateSpec.Maximum g -> EverySlice.of(spec, g.slice(), slice -> new MaximumGate(g, slice));
            case GateSpec.MaximumDrop g -> EverySlice.of(spec, g.slice(), slice -> new MaximumDropGate(g, slice));
            case GateSpec.MaximumRatio g -> new MaximumRatioGate(g);
            case GateSpec.LatencyRatio g -> new LatencyRatioGate(g);
            case GateSpec.SizeRatio g -> new SizeRatioGate(g);
        };
    }
}
