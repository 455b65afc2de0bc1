package dev.visor.evaluation.verdict;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a policy can be asked of a variant that won't look at anything more.
 *
 * @param policy all of it
 * @param noCorruptions why gates of corrupted pictures can't be asked; null if they can
 * @param noSecondDataset why gates of the second dataset can't be asked; null if they can
 */
record Askable(
        Policy policy,
        @Nullable String noCorruptions,
        @Nullable String noSecondDataset) {
    /** The policy without what can't be asked; empty if no gate is left. */
    Optional<Policy> rest() {
        List<GateSpec> gates =
                policy.gates().stream().filter(g -> lacking(g) == null).toList();
        return gates.isEmpty()
                ? Optional.empty()
                : Optional.of(new Policy(
                        policy.name(),
                        policy.target(),
                        policy.dataset(),
                        policy.classes(),
                        policy.classMap(),
                        gates,
                        policy.objective(),
                        gates.stream().anyMatch(g -> g.asks(Metric::needsCorruptions)) ? policy.robustness() : null,
                        gates.stream().anyMatch(g -> g.asks(Metric::needsSecondDataset))
                                ? policy.secondDataset()
                                : null,
                        policy.resampling()));
    }

    /** The verdict on the whole, from what the gates that could be asked said, in their order. */
    Verdict complete(List<GateResult> answers) {
        Iterator<GateResult> answered = answers.iterator();
        List<GateResult> all = new ArrayList<>();
        for (GateSpec gate : policy.gates()) {
            String lacking = lacking(gate);
            all.add(
                    lacking == null
                            ? answered.next()
                            : new GateResult(gate.describe(), Outcome.ERROR, null, null, lacking));
        }
        return Verdict.of(all);
    }

    private @Nullable String lacking(GateSpec gate) {
        if (gate.asks(Metric::needsCorruptions) && noCorruptions != null) {
            return noCorruptions;
        }
        return gate.asks(Metric::needsSecondDataset) ? noSecondDataset : null;
    }
}
