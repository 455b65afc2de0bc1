package dev.visor.evaluation.promotion;

/** What can happen to a promotion. */
enum PromotionTrigger {
    /** A node of the target serves the variant. */
    SERVED,
    /** A node of the target can't serve the variant. */
    REJECTED,
    /** An operator takes it back. */
    WITHDRAWN,
    /** Another variant was named champion of the target. */
    OVERTAKEN,
    /** Its successor was withdrawn, and it is named again. */
    RESTORED
}
