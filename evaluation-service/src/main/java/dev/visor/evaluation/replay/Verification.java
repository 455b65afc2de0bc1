package dev.visor.evaluation.replay;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
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
            if (only == 0 || only == line.sequence()) {
                replay(line);
            }
            previous = line.hash();
            expected = line.sequence() + 1;
        }
    }

    /** Whatever is wrong with an entry, the others are checked. */
    private void replay(LedgerFile.Line line) {
        try {
            JsonNode entry = ContractJson.MAPPER.readTree(line.canonical());
            heard.accept(Check.same(
                    line.sequence(), "is where it says", entry.path("sequence").asLong(0), line.sequence()));
            switch (LedgerEntry.Kind.valueOf(entry.path("kind").asString(""))) {
                case PROMOTION -> replay.promotion(ContractJson.MAPPER.treeToValue(entry, LedgerEntry.Promotion.class));
                case ROLLBACK -> ContractJson.MAPPER.treeToValue(entry, LedgerEntry.Rollback.class);
            }
        } catch (RuntimeException e) {
            heard.accept(Check.broken(line.sequence(), "the entry", e));
        }
    }
}
