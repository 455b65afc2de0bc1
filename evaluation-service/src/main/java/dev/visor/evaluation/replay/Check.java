package dev.visor.evaluation.replay;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was checked.
 *
 * @param entry the ledger entry
 * @param what was checked, in words
 * @param defect what is wrong; null if it is as it is written
 */
public record Check(long entry, String what, @Nullable String defect) {
    static Check held(long entry, String what) {
        return new Check(entry, what, null);
    }

    static Check of(long entry, String what, boolean holds, String defect) {
        return new Check(entry, what, holds ? null : defect);
    }
}
