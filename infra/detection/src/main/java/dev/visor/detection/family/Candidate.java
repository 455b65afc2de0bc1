package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import org.jspecify.annotations.Nullable;

/**
 * A family that a model may belong to.
 *
 * @param name what people call it
 * @param family the family as Visor decodes it; null if Visor does not
 * @param reason what speaks for it
 * @param classes how many classes it would have; −1 if that stays open
 */
public record Candidate(String name, @Nullable DetectorFamily family, String reason, int classes) {
    static Candidate of(DetectorFamily family, String reason, int classes) {
        return new Candidate(family.name(), family, reason, classes);
    }

    static Candidate unsupported(String name, String reason) {
        return new Candidate(name, null, reason, -1);
    }

    /** Whether it would have as many classes as COCO. */
    boolean isCoco() {
        return classes == CocoClasses.NAMES.size();
    }

    /** Whether Visor decodes it. */
    public boolean supported() {
        return family != null;
    }

    /** In one line. */
    public String words() {
        return "%s%s: %s".formatted(name, supported() ? "" : " (not supported)", reason);
    }
}
