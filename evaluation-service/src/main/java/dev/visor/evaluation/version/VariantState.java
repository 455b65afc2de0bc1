package dev.visor.evaluation.version;

/** How far a variant is. */
public enum VariantState {
    /** Compression will make it. */
    ANNOUNCED,
    /** It is made and waits to be measured. */
    READY,
    /** There are figures. */
    MEASURED,
    /** A tripwire says that it isn't worth measuring. */
    DEAD,
    /** It could not be measured. */
    NOT_MEASURED,
    /** It could not be made. */
    NOT_MADE;

    /** Whether nothing more will come. */
    public boolean settled() {
        return this != ANNOUNCED && this != READY;
    }
}
