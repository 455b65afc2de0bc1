package dev.visor.compression.job;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was made before, by everything that it depends on. */
@Repository
class ResultTable {
    private final JdbcClient jdbc;

    ResultTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<MadeVariant> find(Sha256 contentKey) {
        return jdbc.sql("select * from result where content_key = :key")
                .param("key", contentKey.raw())
                .query((row, n) -> new MadeVariant(
                        new Artifact(Sha256.ofRaw(row.getBytes("artifact_digest")), row.getLong("artifact_size")),
                        ContractJson.MAPPER.readValue(row.getString("report"), CompressionReport.class),
                        row.getString("tripwire")))
                .optional();
    }

    void keep(Sha256 contentKey, MadeVariant made, Instant at) {
        jdbc.sql("""
                        insert into result (content_key, artifact_digest, artifact_size, report, tripwire, made_at)
                        values (:key, :digest, :size, :report, :tripwire, :at) on conflict do nothing""")
                .param("key", contentKey.raw())
                .param("digest", made.artifact().digest().raw())
                .param("size", made.artifact().sizeBytes())
                .param("report", ContractJson.MAPPER.writeValueAsString(made.report()))
                .param("tripwire", made.tripwire())
                .param("at", Timestamp.from(at))
                .update();
    }
}
