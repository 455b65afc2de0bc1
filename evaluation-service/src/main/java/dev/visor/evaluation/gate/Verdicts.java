package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.policy.GateSpec;
import java.util.List;

/** Verdicts on variants. Every gate of the policy speaks, whatever the others say. */
public final class Verdicts {
    /** The gate of a variant that is dead. */
    public static final String TRIPWIRE = "tripwire";

    /** The gate of a variant that could not be measured. */
    public static final String EVALUATION = "evaluation";

    private Verdicts() {}

    /** Of a measured variant. */
    public static Verdict of(List<GateSpec> gates, Hearing hearing) {
        return Verdict.of(
                gates.stream().map(spec -> Gate.of(spec).judge(hearing)).toList());
    }

    /** Of a variant that is dead, and so was not measured. */
    public static Verdict dead(String reason) {
        return Verdict.of(List.of(new GateResult(TRIPWIRE, Outcome.FAIL, null, null, reason)));
    }

    /** Of a variant that could not be measured. */
    public static Verdict unmeasured(String reason) {
        return Verdict.of(List.of(new GateResult(EVALUATION, Outcome.ERROR, null, null, reason)));
    }
}
