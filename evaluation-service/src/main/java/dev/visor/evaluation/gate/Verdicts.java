package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.policy.GateSpec;
import java.util.List;
import java.util.function.Function;

/** Verdicts on variants. Every gate of the policy speaks, whatever the others say. */
public final class Verdicts {
    /** The gate of a variant that is dead. */
    public static final String TRIPWIRE = "tripwire";

    /** The gate of a variant that could not be measured. */
    public static final String EVALUATION = "evaluation";

    private Verdicts() {}

    /** Of a measured variant. */
    public static Verdict of(List<GateSpec> gates, Measured variant, Measured baseline) {
        return each(gates, spec -> Gate.of(spec).judge(variant, baseline));
    }

    /** Of a measured variant whose baseline could not be measured: what is asked of it alone is still answered. */
    public static Verdict withoutBaseline(List<GateSpec> gates, Measured variant, String reason) {
        return each(gates, spec -> switch (spec) {
            case GateSpec.Minimum minimum -> Gate.of(minimum).judge(variant, variant);
            case GateSpec.MaximumDrop drop ->
                new Limit(drop.describe(), drop.limit()).error("no baseline to compare with: " + reason);
            case GateSpec.LatencyRatio ratio -> Gate.of(ratio).judge(variant, variant);
            case GateSpec.SizeRatio ratio ->
                new Limit(ratio.describe(), ratio.limit()).error("no baseline to compare with: " + reason);
        });
    }

    /** Of a variant that is dead, and so was not measured. */
    public static Verdict dead(String reason) {
        return Verdict.of(List.of(new GateResult(TRIPWIRE, Outcome.FAIL, null, null, reason)));
    }

    /** Of a variant that could not be measured. */
    public static Verdict unmeasured(String reason) {
        return Verdict.of(List.of(new GateResult(EVALUATION, Outcome.ERROR, null, null, reason)));
    }

    private static Verdict each(List<GateSpec> gates, Function<GateSpec, GateResult> judge) {
        return Verdict.of(gates.stream().map(judge).toList());
    }
}
