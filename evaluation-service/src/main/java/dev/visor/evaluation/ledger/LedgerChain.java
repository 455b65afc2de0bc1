package dev.visor.evaluation.ledger;

import dev.visor.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hash chain of the ledger: each link is SHA-256 over the hash before it (32 bytes) and its own entry (UTF-8). */
public final class LedgerChain {
    /** What comes before the first entry. */
    public static final Sha256 BEGINNING = Sha256.ofRaw(new byte[32]);

    private LedgerChain() {}

    /** A row as it is kept. */
    public record Link(long sequence, String entry, Sha256 previousHash, Sha256 hash) {}

    /** The hash of an entry behind another. */
    public static Sha256 hash(Sha256 previous, String entry) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(previous.raw());
        return Sha256.ofRaw(digest.digest(entry.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is wrong with the chain, or null if nothing is. */
    static @Nullable String defect(List<Link> links, long headSequence, Sha256 headHash) {
        Sha256 previous = BEGINNING;
        long expected = 1;
        for (Link link : links) {
            if (link.sequence() != expected) {
                return "entry %d is missing; the next is %d".formatted(expected, link.sequence());
            }
            if (!link.previousHash().equals(previous)) {
                return "entry %d doesn't follow the one before it: it says %s, that has %s"
                        .formatted(expected, link.previousHash().abbreviated(), previous.abbreviated());
            }
            Sha256 computed = hash(previous, link.entry());
            if (!computed.equals(link.hash())) {
                return "entry %d was changed: its hash is %s, its content has %s"
                        .formatted(expected, link.hash().abbreviated(), computed.abbreviated());
            }
            previous = computed;
            expected++;
        }
        if (headSequence != expected - 1 || !headHash.equals(previous)) {
            return "the chain ends at entry %d, its head says %d; entries were cut off or added"
                    .formatted(expected - 1, headSequence);
        }
        return null;
    }
}
