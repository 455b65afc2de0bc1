package dev.visor.evaluation.ledger;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger in the database. Its head's lock puts all changes of champions in one order. */
@Component
public class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Head(long sequence, Sha256 hash) {}

    /** Waits until no one else changes champions, and keeps it so until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        head(" for update");
    }

    /**
     * Where an entry stands.
     *
     * @param sequence its number, from 1 without gaps
     * @param at when it was decided, to the microsecond; never before the entry in front of it
     */
    public record Place(long sequence, Instant at) {}

    /**
     * Appends an entry.
     *
     * @param entry makes the entry of a place
     * @return its place
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Place append(Function<Place, LedgerEntry> entry) {
        Head head = head(" for update");
        Place place = new Place(head.sequence + 1, timeAfter(head.sequence));
        LedgerEntry content = entry.apply(place);
        String json = ContractJson.MAPPER.writeValueAsString(content);
        Sha256 hash = LedgerChain.hash(head.hash, json);
        jdbc.sql("""
                insert into ledger (sequence, kind, target, entry, previous_hash, hash, decided_at)
                values (:sequence, :kind, :target, :entry, :previous, :hash, :at)""")
                .param("sequence", place.sequence)
                .param("kind", content.kind().name())
                .param("target", content.target())
                .param("entry", json)
                .param("previous", head.hash.raw())
                .param("hash", hash.raw())
                .param("at", place.at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update ledger_head set sequence = :sequence, hash = :hash")
                .param("sequence", place.sequence)
                .param("hash", hash.raw())
                .update();
        return place;
    }

    /** By the database's clock, under the lock: instances' clocks differ, and one may wait long for its turn. */
    private Instant timeAfter(long sequence) {
        return jdbc.sql(
                        "select greatest(clock_timestamp(), (select decided_at from ledger where sequence = :sequence))")
                .param("sequence", sequence)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Entries after a sequence, oldest first. */
    List<LedgerChain.Link> after(long sequence, int limit) {
        return jdbc.sql("select * from ledger where sequence > :after order by sequence limit :limit")
                .param("after", sequence)
                .param("limit", limit)
                .query((row, number) -> new LedgerChain.Link(
                        row.getLong("sequence"),
                        row.getString("entry"),
                        Sha256.ofRaw(row.getBytes("previous_hash")),
                        Sha256.ofRaw(row.getBytes("hash"))))
                .list();
    }

    /**
     * Whether the chain holds.
     *
     * @param entries how many there are
     * @param intact whether every entry is there, unchanged and in its place
     * @param defect what is wrong; null if nothing is
     */
    record Check(long entries, boolean intact, @Nullable String defect) {}

    /** Checks the whole chain. */
    @Transactional(readOnly = true, isolation = org.springframework.transaction.annotation.Isolation.REPEATABLE_READ)
    public Check verify() {
        Head head = head("");
        List<LedgerChain.Link> links = after(0, Integer.MAX_VALUE);
        String defect = LedgerChain.defect(links, head.sequence, head.hash);
        return new Check(links.size(), defect == null, defect);
    }

    private Head head(String locking) {
        return jdbc.sql("select sequence, hash from ledger_head" + locking)
                .query((row, number) -> new Head(row.getLong("sequence"), Sha256.ofRaw(row.getBytes("hash"))))
                .single();
    }
}
