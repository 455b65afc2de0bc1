package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.ModelQuarantined;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploads as they were registered. Their stage is the registry's own. */
@Component
class VersionProjection {
    private final JdbcClient jdbc;
    private final Announcer announcer;

    VersionProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    void registered(ModelRegistered event, EventContext context) {
        jdbc.sql("""
                        insert into view_model_version (model, version, digest, size_bytes, manifest, dataset,
                            dataset_digest, policy, registered_at)
                        values (:model, :version, :digest, :sizeBytes, :manifest, :dataset, :datasetDigest, :policy, :at)
                        on conflict (model, version) do update set digest = excluded.digest,
                            size_bytes = excluded.size_bytes, manifest = excluded.manifest, dataset = excluded.dataset,
                            dataset_digest = excluded.dataset_digest, policy = excluded.policy,
                            registered_at = excluded.registered_at
                        where view_model_version.registered_at <= excluded.registered_at
                        """)
                .param("model", event.modelVersion().model())
                .param("version", event.modelVersion().version())
                .param("digest", event.artifact().digest().raw())
                .param("sizeBytes", event.artifact().sizeBytes())
                .param("manifest", ContractJson.MAPPER.writeValueAsString(event.manifest()))
                .param("dataset", event.dataset())
                .param("datasetDigest", SqlValues.digest(event.datasetDigest()))
                .param("policy", ContractJson.MAPPER.writeValueAsString(event.policy()))
                .param("at", SqlValues.at(event.registeredAt()))
                .update();
        announcer.model(event.modelVersion());
    }

    void quarantined(ModelQuarantined event, EventContext context) {
        announcer.model(event.modelVersion());
    }
}
