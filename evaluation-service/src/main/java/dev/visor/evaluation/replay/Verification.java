package dev.visor.evaluation.replay;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.ledger.LedgerChain;
import dev.visor.evaluation.ledger.LedgerEntry;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Checks a ledger: its chain, and each promotion. */
public final class Verification {
    private final Replay replay;
    private final Consumer<Check> heard;

    /** With what gives decisions again, and who hears of each check. */
    public Verification(Replay replay, Consumer<Check> heard) {
        this.replay = replay;
        this.heard = heard;
    }

    /**
     * Checks all entries, or replays only one of them; the chain is always checked whole.
     *
     * @param only the sequence of the entry to replay; 0 for all
     */
    public void of(List<LedgerFile.Line> lines, long only) {
        long expected = lines.getFirst().sequence();
        Sha256 previous = lines.getFirst().previousHash();
        if (expected <= 1) {
            heard.accept(Check.of(
                    expected,
                    "begins the ledger",
                    expected == 1 && previous.equals(LedgerChain.BEGINNING),
                    "the first entry is 1 and has %s before it, this is %d and has %s: entries in front of it were cut off"
                            .formatted(LedgerChain.BEGINNING.abbreviated(), expected, previous.abbreviated())));
        }
        Reigns reigns = new Reigns(expected == 1);
        for (LedgerFile.Line line : lines) {
            Sha256 computed = LedgerChain.hash(previous, line.canonical());
            boolean follows = line.sequence() == expected && line.previousHash().equals(previous);
            heard.accept(Check.of(
                    line.sequence(),
                    "chained as " + line.hash().abbreviated(),
                    follows && computed.equals(line.hash()),
                    follows
                            ? "it was changed: its content has the hash " + computed.abbreviated()
                            : "it doesn't follow entry %d; one is missing or was changed".formatted(expected - 1)));
            entry(line, reigns, only == 0 || only == line.sequence());
            previous = line.hash();
            expected = line.sequence() + 1;
        }
    }

    /** Whatever is wrong with an entry, the others are checked. Those that aren't asked for still say who reigned. */
    private void entry(LedgerFile.Line line, Reigns reigns, boolean asked) {
        try {
            JsonNode json = ContractJson.MAPPER.readTree(line.canonical());
            LedgerEntry entry =
                    switch (LedgerEntry.Kind.valueOf(json.path("kind").asString(""))) {
                        case PROMOTION -> ContractJson.MAPPER.treeToValue(json, LedgerEntry.Promotion.class);
                        case ROLLBACK -> ContractJson.MAPPER.treeToValue(json, LedgerEntry.Rollback.class);
                    };
            if (asked) {
                heard.accept(Check.same(
                        line.sequence(),
                        "is where it says",
                        json.path("sequence").asLong(0),
                        line.sequence()));
                switch (entry) {
                    case LedgerEntry.Promotion p -> replay.promotion(p, reigns);
                    case LedgerEntry.Rollback r -> rollback(r, reigns);
                }
            }
            reigns.add(entry);
        } catch (RuntimeException e) {
            if (asked) {
                heard.accept(Check.broken(line.sequence(), "the entry", e));
            }
        }
    }

    private void rollback(LedgerEntry.Rollback entry, Reigns reigns) {
        Reigns.Reign champion = reigns.of(entry.target());
        if (champion == null && !reigns.isKnown(entry.target())) {
            return;
        }
        VariantId withdrawn = champion == null ? null : champion.variant();
        heard.accept(Check.same(entry.sequence(), "withdraws the champion", entry.withdrawn(), withdrawn));
        Reigns.Reign before = champion == null ? null : champion.predecessor();
        if (before == null && !reigns.isWhole()) {
            return;
        }
        heard.accept(Check.same(
                entry.sequence(),
                "restores the champion before it",
                entry.restored(),
                before == null ? null : before.variant()));
        heard.accept(Check.same(
                entry.sequence(),
                "restores the file of before",
                entry.restoredDigest(),
                before == null ? null : before.digest()));
    }
}
