package dev.visor.evaluation.compare;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Reference;
import dev.visor.evaluation.verdict.CaseFile;
import dev.visor.evaluation.verdict.Court;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the explanation of a verdict from its case file. Same inputs, same bytes. */
final class Explaining {
    private final Court court;

    Explaining(Court court) {
        this.court = court;
    }

    /**
     * Of a verdict.
     *
     * @param digest of the case file
     */
    Explanation of(CaseFile file, Sha256 digest, Verdict verdict) {
        if (file.unmeasured() != null) {
            return new Explanation(
                    file.variant(),
                    file.policy().name(),
                    verdict.outcome(),
                    digest,
                    null,
                    file.dataset(),
                    0,
                    verdict.gates().stream().map(Explaining::unruled).toList(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        Hearing hearing = court.hearing(file);
        LabelledPictures split = court.plan(file).split();
        Gallery gallery = new Gallery(split.images());
        Exhibit judged = observed(hearing.variant()).orElseThrow();
        return new Explanation(
                file.variant(),
                file.policy().name(),
                verdict.outcome(),
                digest,
                split.dataset(),
                split.digest(),
                split.images().size(),
                gates(file, verdict, hearing),
                gallery.worst(judged),
                file.variant().isBaseline() ? List.of() : beside(gallery, judged, hearing.baseline()),
                beside(gallery, judged, hearing.champion()));
    }

    private static List<PicturePair> beside(Gallery gallery, Exhibit judged, Reference reference) {
        return reference instanceof Reference.Known known
                ? observed(known.figures())
                        .map(other -> gallery.secondIsWorse(other, judged))
                        .orElse(List.of())
                : List.of();
    }

    private static Optional<Exhibit> observed(Object figures) {
        return figures instanceof ObservedFigures observed ? Optional.of(observed.exhibit()) : Optional.empty();
    }

    private static List<Explanation.Gate> gates(CaseFile file, Verdict verdict, Hearing hearing) {
        List<GateSpec> rules = file.policy().gates();
        List<Explanation.Gate> gates = new ArrayList<>();
        for (int i = 0; i < verdict.gates().size(); i++) {
            GateResult result = verdict.gates().get(i);
            boolean ruled = rules.size() == verdict.gates().size()
                    && rules.get(i).describe().equals(result.name());
            gates.add(ruled ? GateExplanation.of(rules.get(i), result, hearing) : unruled(result));
        }
        return gates;
    }

    private static Explanation.Gate unruled(GateResult result) {
        return new Explanation.Gate(null, result, null, null, null, null, null);
    }
}
