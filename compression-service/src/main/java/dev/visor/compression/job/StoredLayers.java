package dev.visor.compression.job;

import dev.visor.compression.latency.LayerKey;
import dev.visor.compression.latency.LayerTable;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What layers take, in PostgreSQL: known to every later run on the same kind of processor. */
@Repository
class StoredLayers implements LayerTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    StoredLayers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One layer that was measured.
     *
     * @param id grows with time
     * @param layer operators, attributes and shapes in words
     * @param micros median of a run on one thread
     */
    record MeasuredLayer(long id, String processor, String runtime, String layer, double micros, Instant measuredAt) {}

    @Override
    public Optional<Double> find(LayerKey key) {
        return jdbc.sql("""
                        select micros from layer_latency
                        where layer = :layer and processor = :processor and runtime = :runtime""")
                .param("layer", key.layer())
                .param("processor", key.processor())
                .param("runtime", key.runtime())
                .query(Double.class)
                .optional();
    }

    @Override
    public void keep(LayerKey key, double micros) {
        jdbc.sql("""
                        insert into layer_latency (processor, runtime, layer, micros, measured_at)
                        values (:processor, :runtime, :layer, :micros, :at)
                        on conflict do nothing""")
                .param("processor", key.processor())
                .param("runtime", key.runtime())
                .param("layer", key.layer())
                .param("micros", micros)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Newest first, those measured before {@code before} only. */
    List<MeasuredLayer> latest(long before, int limit) {
        return jdbc.sql("select * from layer_latency where id < :before order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new MeasuredLayer(
                        row.getLong("id"),
                        row.getString("processor"),
                        row.getString("runtime"),
                        row.getString("layer"),
                        row.getDouble("micros"),
                        row.getTimestamp("measured_at").toInstant()))
                .list();
    }
}
