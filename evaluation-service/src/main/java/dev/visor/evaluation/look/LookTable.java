package dev.visor.evaluation.look;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.model.VariantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks, their shards and who waits for them in the database. */
@Component
class LookTable {
    private final JdbcClient jdbc;

    LookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far a look is. */
    enum State {
        LOOKING,
        DONE,
        FAILED
    }

    /**
     * A look's row.
     *
     * @param code why it failed; null unless it did
     * @param failure in words; null unless it failed
     * @param kept what was seen; null until it is done
     */
    record Row(
            Look look,
            State state,
            @Nullable ErrorCode code,
            @Nullable String failure,
            SeenStore.@Nullable Kept kept) {}

    /** How far all looks are that a variant waits or waited for, and when the first began; not those done before. */
    record Progress(long seen, long pictures, Instant began) {}

    Optional<Row> find(Sha256 key) {
        return row("select * from look where key = :key", key);
    }

    /** All looks of a file that are done, by key. */
    List<Row> done(Sha256 model) {
        return jdbc.sql("""
                        select * from look
                        where (look::jsonb) #>> '{model,digest}' = :model and state = 'DONE' order by key""")
                .param("model", model.hex())
                .query((row, number) -> row(row))
                .list();
    }

    /** Keeps others from changing the look until the transaction ends. */
    Optional<Row> lock(Sha256 key) {
        return row("select * from look where key = :key for update", key);
    }

    private Optional<Row> row(String sql, Sha256 key) {
        return jdbc.sql(sql)
                .param("key", key.raw())
                .query((row, number) -> row(row))
                .optional();
    }

    /** Adds a look with its shards, unless it is there. */
    boolean add(Look look, Sha256 key) {
        int added = jdbc.sql("""
                        insert into look (key, look, pictures, state, began_at)
                        values (:key, :look, :pictures, 'LOOKING', now()) on conflict (key) do nothing""")
                .param("key", key.raw())
                .param("look", ContractJson.MAPPER.writeValueAsString(look))
                .param("pictures", look.pictures())
                .update();
        if (added == 1) {
            for (int first : Shards.starts(look.pictures())) {
                jdbc.sql("insert into look_shard (look, first, pictures) values (:look, :first, :pictures)")
                        .param("look", key.raw())
                        .param("first", first)
                        .param("pictures", Shards.size(first, look.pictures()))
                        .update();
            }
        }
        return added == 1;
    }

    /** A failed look begins again; what its shards saw is kept. */
    void again(Sha256 key) {
        jdbc.sql(
                        "update look set state = 'LOOKING', failure_code = null, failure = null, began_at = now() where key = :key")
                .param("key", key.raw())
                .update();
    }

    /** First pictures of the shards that nobody has looked at. */
    List<Integer> open(Sha256 key) {
        return jdbc.sql("select first from look_shard where look = :look and match_table is null order by first")
                .param("look", key.raw())
                .query(Integer.class)
                .list();
    }

    /** What each shard saw, by its first picture; shards that saw nothing yet are left out. */
    SortedMap<Integer, SeenStore.Kept> shards(Sha256 key) {
        SortedMap<Integer, SeenStore.Kept> shards = new TreeMap<>();
        jdbc.sql("select * from look_shard where look = :look and match_table is not null")
                .param("look", key.raw())
                .query((row, number) -> shards.put(
                        row.getInt("first"),
                        new SeenStore.Kept(
                                new Artifact(Sha256.ofRaw(row.getBytes("detections")), 0),
                                new Artifact(Sha256.ofRaw(row.getBytes("match_table")), 0))))
                .list();
        return shards;
    }

    /** Notes how far a shard is. */
    void seen(Sha256 key, int first, int pictures) {
        jdbc.sql("update look_shard set seen = :seen where look = :look and first = :first and match_table is null")
                .param("seen", pictures)
                .param("look", key.raw())
                .param("first", first)
                .update();
    }

    /** Keeps what a shard saw, unless there is something; answers whether it was kept. */
    boolean keep(Sha256 key, int first, SeenStore.Kept kept) {
        return jdbc.sql("""
                        update look_shard set detections = :detections, match_table = :table, seen = pictures
                        where look = :look and first = :first and match_table is null""")
                        .param("detections", kept.detections().digest().raw())
                        .param("table", kept.table().digest().raw())
                        .param("look", key.raw())
                        .param("first", first)
                        .update()
                == 1;
    }

    void done(Sha256 key, SeenStore.Kept kept) {
        jdbc.sql("""
                        update look set state = 'DONE', detections = :detections, detections_size = :detectionsSize,
                            match_table = :table, match_table_size = :tableSize
                        where key = :key""")
                .param("detections", kept.detections().digest().raw())
                .param("detectionsSize", kept.detections().sizeBytes())
                .param("table", kept.table().digest().raw())
                .param("tableSize", kept.table().sizeBytes())
                .param("key", key.raw())
                .update();
    }

    void failed(Sha256 key, ErrorCode code, String reason) {
        jdbc.sql("update look set state = 'FAILED', failure_code = :code, failure = :reason where key = :key")
                .param("code", code.name())
                .param("reason", reason)
                .param("key", key.raw())
                .update();
    }

    /** Notes who waits; answers whether it didn't before. */
    boolean await(Sha256 key, VariantId variant) {
        return jdbc.sql("insert into look_waiter (look, variant) values (:look, :variant) on conflict do nothing")
                        .param("look", key.raw())
                        .param("variant", variant.toString())
                        .update()
                == 1;
    }

    List<VariantId> waiters(Sha256 key) {
        return variants("select variant from look_waiter where look = :look order by variant", key);
    }

    /**
     * Of those who wait for a look that is done, those whose other looks are done too. Of looks that are done at once the
     * later transaction waits here for the other, so that one of them answers.
     */
    List<VariantId> waitersForNothing(Sha256 key) {
        variants("""
                select variant from look_waiter where variant in (select variant from look_waiter where look = :look)
                order by variant, look for update""", key);
        return variants("""
                select w.variant from look_waiter w
                where w.look = :look and not exists (
                    select 1 from look_waiter o join look l on l.key = o.look
                    where o.variant = w.variant and l.state <> 'DONE')
                order by w.variant""", key);
    }

    private List<VariantId> variants(String sql, Sha256 key) {
        return jdbc.sql(sql).param("look", key.raw()).query(String.class).list().stream()
                .map(VariantId::parse)
                .toList();
    }

    /** The variant waits for nothing any more. */
    void forget(VariantId variant) {
        jdbc.sql("delete from look_waiter where variant = :variant")
                .param("variant", variant.toString())
                .update();
    }

    Progress progress(VariantId variant) {
        return jdbc.sql("""
                        select coalesce(sum(s.seen), 0) as seen, coalesce(sum(s.pictures), 0) as pictures,
                            coalesce(min(l.began_at), now()) as began
                        from look_waiter w join look l on l.key = w.look join look_shard s on s.look = l.key
                        where w.variant = :variant""")
                .param("variant", variant.toString())
                .query((row, number) -> new Progress(
                        row.getLong("seen"),
                        row.getLong("pictures"),
                        row.getObject("began", OffsetDateTime.class).toInstant()))
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        byte[] detections = row.getBytes("detections");
        byte[] table = row.getBytes("match_table");
        String code = row.getString("failure_code");
        return new Row(
                ContractJson.MAPPER.readValue(row.getString("look"), Look.class),
                State.valueOf(row.getString("state")),
                code == null ? null : ErrorCode.valueOf(code),
                row.getString("failure"),
                detections == null || table == null
                        ? null
                        : new SeenStore.Kept(
                                new Artifact(Sha256.ofRaw(detections), row.getLong("detections_size")),
                                new Artifact(Sha256.ofRaw(table), row.getLong("match_table_size"))));
    }
}
