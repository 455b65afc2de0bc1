package dev.visor.detection.family;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import java.util.ArrayList;
import java.util.List;

/** What came of the search for a model's family. */
public sealed interface Resolution {

    /**
     * All is known.
     *
     * @param manifest how the model is used
     * @param evidence where each part comes from
     * @param warnings what the user should know, such as a licence that obliges
     */
    record Resolved(DetectorManifest manifest, List<String> evidence, List<String> warnings) implements Resolution {
        public Resolved {
            evidence = List.copyOf(evidence);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * More must be said before the model can be used.
     *
     * @param candidates the families that it may belong to; one if only other things are missing
     * @param missing what the manifest must give, each as one sentence
     */
    record Ambiguous(List<Candidate> candidates, List<String> missing) implements Resolution {
        public Ambiguous {
            candidates = List.copyOf(candidates);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Visor can't use the model.
     *
     * @param candidates what it may be
     * @param reasons why not, each as one sentence
     */
    record Unknown(List<Candidate> candidates, List<String> reasons) implements Resolution {
        public Unknown {
            candidates = List.copyOf(candidates);
            reasons = List.copyOf(reasons);
        }
    }

    /** The resolved manifest, or {@code UNKNOWN_FAMILY} with the candidates and what is missing as violations. */
    default Resolved require() {
        return switch (this) {
            case Resolved resolved -> resolved;
            case Ambiguous ambiguous ->
                throw refusal(
                        "the file does not say all that is needed to use it; give it in the manifest",
                        ambiguous.missing(),
                        ambiguous.candidates());
            case Unknown unknown ->
                throw refusal("Visor cannot use this model", unknown.reasons(), unknown.candidates());
        };
    }

    private static VisorException refusal(String summary, List<String> sentences, List<Candidate> candidates) {
        List<String> violations = new ArrayList<>(sentences);
        candidates.forEach(c -> violations.add("candidate " + c.words()));
        return new VisorException(
                ErrorCode.UNKNOWN_FAMILY, summary + ": " + String.join("; ", violations), violations, null);
    }
}
