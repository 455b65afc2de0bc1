package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.contracts.event.PolicyDefined;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Datasets and policies as they hold now. */
@Component
class LibraryProjection {
    private final JdbcClient jdbc;
    private final Announcer announcer;

    LibraryProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    void dataset(DatasetImported event, EventContext context) {
        int written = jdbc.sql("""
                        insert into view_dataset (name, digest, classes, boxes, findings, imported_at)
                        values (:name, :digest, :classes, :boxes, :findings, :at)
                        on conflict (name) do update set digest = excluded.digest, classes = excluded.classes,
                            boxes = excluded.boxes, findings = excluded.findings, imported_at = excluded.imported_at
                        where view_dataset.imported_at <= excluded.imported_at
                        """)
                .param("name", event.name())
                .param("digest", event.digest().raw())
                .param("classes", event.classes().stream().map(SqlValues::text).toArray(String[]::new))
                .param("boxes", event.boxes())
                .param("findings", event.findings())
                .param("at", SqlValues.at(event.importedAt()))
                .update();
        if (written == 0) {
            return;
        }
        jdbc.sql("delete from view_dataset_split where dataset = :name")
                .param("name", event.name())
                .update();
        event.images()
                .forEach((split, images) -> jdbc.sql(
                                "insert into view_dataset_split (dataset, split, images) values (:name, :split, :images)")
                        .param("name", event.name())
                        .param("split", split.word())
                        .param("images", images)
                        .update());
        announcer.library("dataset", event.name());
    }

    void policy(PolicyDefined event, EventContext context) {
        jdbc.sql("""
                        insert into view_policy (name, version, document, defined_at)
                        values (:name, :version, :document, :at)
                        on conflict (name) do update set version = excluded.version, document = excluded.document,
                            defined_at = excluded.defined_at
                        where view_policy.version <= excluded.version
                        """)
                .param("name", event.policy().name())
                .param("version", event.version())
                .param("document", ContractJson.MAPPER.writeValueAsString(event.policy()))
                .param("at", SqlValues.at(event.definedAt()))
                .update();
        announcer.library("policy", event.policy().name());
    }
}
