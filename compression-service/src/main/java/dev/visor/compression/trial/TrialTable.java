package dev.visor.compression.trial;

import dev.visor.contracts.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what trials measured. Thread-safe; an answer that was kept survives the process if the table does. */
public interface TrialTable {
    /** What was measured for this key. */
    Optional<String> find(Sha256 key);

    /** Keeps an answer; the first one for a key stays. */
    void keep(Sha256 key, String kind, String answer);

    /** A table that lives as long as the process. */
    static TrialTable inMemory() {
        Map<Sha256, String> answers = new ConcurrentHashMap<>();
        return new TrialTable() {
            @Override
            public Optional<String> find(Sha256 key) {
                return Optional.ofNullable(answers.get(key));
            }

            @Override
            public void keep(Sha256 key, String kind, String answer) {
                answers.putIfAbsent(key, answer);
            }
        };
    }
}
