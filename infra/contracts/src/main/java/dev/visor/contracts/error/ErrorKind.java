package dev.visor.contracts.error;

/** Whose fault it is. HTTP status and Kafka retry or dead letter follow from it. */
public enum ErrorKind {
    /** The caller must change something; trying again does not help. */
    CALLER,
    /** Visor is wrong; a person must look. */
    INTERNAL,
    /** Not enough memory, disk, time or room; may pass. */
    RESOURCES,
    /** Something that Visor depends on failed; may pass. */
    EXTERNAL;

    /** Whether the same attempt may succeed later. */
    public boolean retryable() {
        return this == RESOURCES || this == EXTERNAL;
    }
}
