package dev.visor.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceSchemaTest {
    @Test
    void namesTheSchemaAndQuotesThePassword() {
        assertThat(ServiceSchema.sql("ingest", "it's"))
                .contains("create schema if not exists ingest authorization ingest")
                .contains("password 'it''s'");
    }

    @Test
    void refusesWhatIsNoName() {
        assertThatThrownBy(() -> ServiceSchema.sql("ingest; drop", "x")).hasMessageContaining("no name of a schema");
    }
}
