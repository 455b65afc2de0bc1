package dev.visor.evaluation.replay;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.ledger.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was champion of which target, as the entries read so far say. */
final class Reigns {
    /**
     * A champion.
     *
     * @param sequence of the entry that named it
     * @param variant which one
     * @param digest its file
     * @param predecessor who comes back if it is withdrawn; null for no one
     */
    record Reign(
            long sequence,
            VariantId variant,
            Sha256 digest,
            @Nullable Reign predecessor) {}

    private final boolean whole;
    private final Map<String, Reign> now = new HashMap<>();

    /**
     * Before any entry.
     *
     * @param whole whether the first entry that follows is the ledger's first
     */
    Reigns(boolean whole) {
        this.whole = whole;
    }

    /** Whether all entries are known. */
    boolean isWhole() {
        return whole;
    }

    /** Whether it can be said who reigns. */
    boolean isKnown(String target) {
        return whole || now.containsKey(target);
    }

    /** Who reigns; null for no one. */
    @Nullable
    Reign of(String target) {
        return now.get(target);
    }

    void add(LedgerEntry entry) {
        Reign former = now.get(entry.target());
        switch (entry) {
            case LedgerEntry.Promotion p ->
                now.put(p.target(), new Reign(p.sequence(), p.variant(), p.digest(), former));
            case LedgerEntry.Rollback r -> restore(r, former == null ? null : former.predecessor());
        }
    }

    private void restore(LedgerEntry.Rollback entry, @Nullable Reign before) {
        VariantId variant = entry.restored();
        Sha256 digest = entry.restoredDigest();
        if (variant == null || digest == null) {
            now.remove(entry.target());
        } else {
            Reign predecessor = before == null ? null : before.predecessor();
            now.put(entry.target(), new Reign(entry.sequence(), variant, digest, predecessor));
        }
    }
}
