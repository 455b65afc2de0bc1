package dev.visor.evaluation.replay;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.VisorException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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

    /** That two things have the same canonical JSON. */
    static Check same(long entry, String what, @Nullable Object written, @Nullable Object found) {
        String before = ContractJson.MAPPER.writeValueAsString(written);
        String now = ContractJson.MAPPER.writeValueAsString(found);
        return of(entry, what, before.equals(now), "written is %s, it is %s".formatted(before, now));
    }

    /** Of what could not be checked at all, since what it is read from is damaged, missing or of another version. */
    static Check broken(long entry, String what, RuntimeException cause) {
        return new Check(
                entry,
                what,
                switch (cause) {
                    case VisorException known -> known.detail();
                    case JacksonException json -> "it is damaged or of another version: " + ContractJson.fault(json);
                    case UncheckedIOException io -> "%s: %s".formatted(io.getMessage(), io.getCause());
                    default -> "it is damaged or of another version: " + cause;
                });
    }
}
