package dev.visor.compression.latency;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what layers take. Thread-safe; a figure survives the process if the table does. */
public interface LayerTable {
    /** Microseconds that were measured for this key. */
    Optional<Double> find(LayerKey key);

    /** Keeps a figure; the first one for a key stays. */
    void keep(LayerKey key, double micros);

    /** A table that lives as long as the process. */
    static LayerTable inMemory() {
        Map<LayerKey, Double> known = new ConcurrentHashMap<>();
        return new LayerTable() {
            @Override
            public Optional<Double> find(LayerKey key) {
                return Optional.ofNullable(known.get(key));
            }

            @Override
            public void keep(LayerKey key, double micros) {
                known.putIfAbsent(key, micros);
            }
        };
    }
}
