package dev.visor.evaluation.metric.tide;

/** TIDE's six kinds of error, told apart by IoUs of 0.1 and 0.5. */
enum ErrorType {
    /** The right place, another class. */
    CLS,
    /** The right class, badly placed: IoU 0.1 to 0.5. */
    LOC,
    /** Another class and badly placed. */
    BOTH,
    /** A label that a better detection has already. */
    DUPE,
    /** Nothing is there: IoU at most 0.1. */
    BKG,
    /** A label that no detection has or could have by being corrected. */
    MISS
}
