package dev.visor.contracts.evaluation;

import java.util.List;

/**
 * The verdict on a variant: ERROR if any gate is, else FAIL, else INCONCLUSIVE, else PASS.
 *
 * @param outcome the whole
 * @param gates every gate of the policy, in its order; none is left out because another failed
 */
public record Verdict(Outcome outcome, List<GateResult> gates) {
    public Verdict {
        gates = List.copyOf(gates);
    }

    /** The verdict that these gates add up to. */
    public static Verdict of(List<GateResult> gates) {
        for (Outcome worst : List.of(Outcome.ERROR, Outcome.FAIL, Outcome.INCONCLUSIVE)) {
            if (gates.stream().anyMatch(g -> g.outcome() == worst)) {
                return new Verdict(worst, gates);
            }
        }
        return new Verdict(Outcome.PASS, gates);
    }
}
