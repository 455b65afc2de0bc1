package dev.visor.ingest.registry;

/** What is known of a variant, in the order of its way; it is never set back. */
public enum VariantState {
    PLANNED,
    /** Its file is there. */
    MADE,
    /** It could not be made, or is dead. */
    NOT_MADE,
    MEASURED,
    /** It could not be measured. */
    NOT_MEASURED;

    /** Whether compression has nothing to do for it any more. */
    boolean settled() {
        return this != PLANNED;
    }
}
