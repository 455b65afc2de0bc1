package dev.visor.evaluation.promotion;

/** How far a promotion is. */
enum PromotionState {
    /** The champion is named; no node serves it yet. */
    STARTED,
    /** A node serves it. */
    COMPLETED,
    /** Another champion was named before a node served it. */
    OVERTAKEN,
    /** It was withdrawn. */
    ROLLED_BACK,
    /** There was never one. */
    REFUSED
}
