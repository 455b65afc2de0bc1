package dev.visor.ingest.dashboard.document;

/**
 * A document, or why there is none: a page shows the rest of itself either way.
 *
 * @param <T> the document
 */
public sealed interface Answer<T> {
    /** It is there. */
    record Found<T>(T document) implements Answer<T> {}

    /**
     * It isn't.
     *
     * @param reason in words
     */
    record Missing<T>(String reason) implements Answer<T> {}
}
