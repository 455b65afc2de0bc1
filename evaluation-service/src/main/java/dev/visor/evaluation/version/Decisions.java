package dev.visor.evaluation.version;

import java.util.List;

/** Decides about an upload once its variants are settled. Called within a transaction that holds the upload's lock. */
public interface Decisions {
    /** Gives a verdict to each settled variant that has none yet and was made. */
    void judge(Upload upload, List<Variant> variants);

    /** Promotes one of the variants or refuses to; called once for an upload, after {@link #judge}. */
    void decide(Upload upload, List<Variant> variants);
}
