package dev.visor.ingest.registry;

import java.util.EnumSet;
import java.util.Set;

/** Where a version is on its way. */
public enum ModelStage {
    /** Received and found safe; not yet handed on. */
    UPLOADED,
    /** The file is broken or unsafe; nothing will be done with it. */
    QUARANTINED,
    /** Its variants are being made. */
    COMPRESSING,
    /** All variants are made; they are being measured and judged. */
    EVALUATING,
    /** A variant was chosen and is being rolled out. */
    PROMOTING,
    /** A variant serves. */
    PROMOTED,
    /** No variant keeps the policy, or the rollout was taken back. */
    REJECTED,
    /** Nothing could be measured. */
    FAILED;

    /**
     * Whether a version in this stage may go to the next one. Steps may be left out, since facts of different topics
     * overtake each other; a step back is never taken. A version whose story ended may be promoted again.
     */
    public boolean canBecome(ModelStage next) {
        return successors().contains(next);
    }

    private Set<ModelStage> successors() {
        return switch (this) {
            case UPLOADED -> EnumSet.of(QUARANTINED, COMPRESSING);
            case QUARANTINED -> EnumSet.noneOf(ModelStage.class);
            case COMPRESSING -> EnumSet.of(EVALUATING, PROMOTING, PROMOTED, REJECTED, FAILED);
            case EVALUATING -> EnumSet.of(PROMOTING, PROMOTED, REJECTED, FAILED);
            case PROMOTING -> EnumSet.of(PROMOTED, REJECTED, FAILED);
            case PROMOTED -> EnumSet.of(PROMOTING, REJECTED);
            case REJECTED, FAILED -> EnumSet.of(PROMOTING);
        };
    }
}
