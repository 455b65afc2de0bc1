package dev.visor.inference.serving;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.ChampionChanged;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers the last model that served well. */
@Component
class ServedModelTable {
    private final JdbcClient jdbc;

    ServedModelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(ChampionChanged champion) {
        jdbc.sql("""
                        insert into served_model (target, ledger_sequence, digest, champion, served_at)
                        values (:target, :sequence, :digest, :champion, now())
                        on conflict (target) do update set ledger_sequence = excluded.ledger_sequence,
                            digest = excluded.digest, champion = excluded.champion, served_at = excluded.served_at
                        where served_model.ledger_sequence <= excluded.ledger_sequence
                        """)
                .param("target", champion.target())
                .param("sequence", champion.ledgerSequence())
                .param("digest", champion.artifact().digest().raw())
                .param("champion", ContractJson.MAPPER.writeValueAsString(champion))
                .update();
    }

    Optional<ChampionChanged> find(String target) {
        return jdbc.sql("select champion from served_model where target = ?")
                .param(target)
                .query(String.class)
                .optional()
                .map(json -> ContractJson.MAPPER.readValue(json, ChampionChanged.class));
    }
}
