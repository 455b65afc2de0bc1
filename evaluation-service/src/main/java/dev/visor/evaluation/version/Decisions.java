package dev.visor.evaluation.version;

import java.util.List;

/** Decides about an upload once its variants are judged. Called within a transaction that holds the upload's lock. */
public interface Decisions {
    /**
     * Promotes one of the variants or refuses to.
     *
     * @return false if a verdict no longer holds and was taken back; it is called again when there is a new one
     */
    boolean decide(Upload upload, List<Variant> variants);
}
