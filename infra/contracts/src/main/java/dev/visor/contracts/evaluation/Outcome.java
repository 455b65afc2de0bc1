package dev.visor.contracts.evaluation;

/** How a gate or a verdict comes out. */
public enum Outcome {
    /** The promise is kept. */
    PASS,
    /** The promise is broken. */
    FAIL,
    /** The data do not suffice to tell. */
    INCONCLUSIVE,
    /** It could not be measured. */
    ERROR
}
