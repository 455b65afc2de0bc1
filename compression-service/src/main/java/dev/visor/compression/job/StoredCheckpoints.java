package dev.visor.compression.job;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.Checkpoints;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Step;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checkpoints in PostgreSQL, their graphs in the artefact store. */
@Repository
class StoredCheckpoints implements CheckpointStore {
    private final JdbcClient jdbc;
    private final ArtifactStore store;
    private final Clock clock;

    StoredCheckpoints(JdbcClient jdbc, ArtifactStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Checkpoints of(Sha256 upload) {
        return new Checkpoints() {
            @Override
            public Optional<Checkpoint> find(List<Step> beginning) {
                return StoredCheckpoints.this.find(key(upload, beginning));
            }

            @Override
            public void keep(List<Step> beginning, Checkpoint checkpoint) {
                StoredCheckpoints.this.keep(key(upload, beginning), checkpoint);
            }
        };
    }

    /** A checkpoint but for its graph. */
    private record Story(
            List<PassReport> reports,
            List<ValueRange> ranges,
            @Nullable SearchReport search) {}

    private record Row(Sha256 artifact, Story story) {}

    private Optional<Checkpoints.Checkpoint> find(Sha256 key) {
        return jdbc.sql("select artifact_digest, story from checkpoint where key = :key")
                .param("key", key.raw())
                .query((row, n) -> new Row(
                        Sha256.ofRaw(row.getBytes("artifact_digest")),
                        ContractJson.MAPPER.readValue(row.getString("story"), Story.class)))
                .optional()
                .map(row -> new Checkpoints.Checkpoint(
                        bytes(row.artifact()),
                        row.story().reports(),
                        row.story().ranges(),
                        row.story().search()));
    }

    private void keep(Sha256 key, Checkpoints.Checkpoint checkpoint) {
        Artifact graph = store.put(checkpoint.model());
        Story story = new Story(checkpoint.reports(), checkpoint.ranges(), checkpoint.search());
        jdbc.sql("""
                        insert into checkpoint (key, artifact_digest, story, made_at)
                        values (:key, :artifact, :story, :at) on conflict do nothing""")
                .param("key", key.raw())
                .param("artifact", graph.digest().raw())
                .param("story", ContractJson.MAPPER.writeValueAsString(story))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private byte[] bytes(Sha256 digest) {
        try (InputStream in = store.open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read checkpoint " + digest, e);
        }
    }

    private static Sha256 key(Sha256 upload, List<Step> beginning) {
        List<Object> steps = new ArrayList<>();
        for (Step step : beginning) {
            String id = PassCatalog.idOf(step.pass());
            Object options = PassCatalog.optionsOf(step.pass());
            Acceptance accept = step.accept();
            steps.add(accept == null ? List.of(id, options) : List.of(id, options, accept.words()));
        }
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(List.of(upload, steps)));
    }
}
