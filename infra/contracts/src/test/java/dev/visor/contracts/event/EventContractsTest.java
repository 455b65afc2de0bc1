package dev.visor.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.visor.contracts.ContractJson;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractsTest {
    static Stream<Class<? extends Event>> events() {
        return EventCatalog.all().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFrozenSampleStillParsesAndLosesNothing(Class<? extends Event> type) throws IOException {
        String sample = ContractFiles.read("samples/" + EventCatalog.typeOf(type) + ".json");

        Event event = ContractJson.MAPPER.readValue(sample, type);

        assertThat(ContractJson.MAPPER.readTree(ContractJson.MAPPER.writeValueAsString(event)))
                .isEqualTo(ContractJson.MAPPER.readTree(sample));
        assertThat(event.key()).isNotBlank();
        assertThat(event.topic())
                .isIn(Topics.all().stream().map(Topics.Topic::name).toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFieldThatNobodyKnowsYetIsPassedOver(Class<? extends Event> type) throws IOException {
        String sample = ContractFiles.read("samples/" + EventCatalog.typeOf(type) + ".json");
        String newer = sample.replaceFirst("\\{", "{\"addedLater\": {\"x\": [1]},");

        assertThat(ContractJson.MAPPER.readValue(newer, type)).isEqualTo(ContractJson.MAPPER.readValue(sample, type));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSchemaIsTheRecordsAndTheSampleKeepsIt(Class<? extends Event> type) throws IOException {
        String schema = ContractFiles.read("schemas/" + EventCatalog.typeOf(type) + ".json");
        String sample = ContractFiles.read("samples/" + EventCatalog.typeOf(type) + ".json");

        assertThat(ContractJson.MAPPER.readTree(schema))
                .as("run ContractFiles with the resources folder after a record changed")
                .isEqualTo(ContractJson.MAPPER.readTree(ContractFiles.pretty(ContractFiles.schemaOf(type))));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(sample, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theAsyncApiDocumentNamesEveryTopicAndEvent() throws IOException {
        assertThat(ContractFiles.read("asyncapi.yaml")).isEqualTo(ContractFiles.asyncApi());
    }

    @Test
    void typesAreUniqueAndVersioned() {
        List<String> types =
                EventCatalog.all().stream().map(EventCatalog::typeOf).toList();

        assertThat(types).doesNotHaveDuplicates().allMatch(t -> t.matches("dev\\.visor\\.[a-z.-]+\\.v1"));
        assertThat(EventCatalog.byType("dev.visor.nobody.knows.v1")).isEmpty();
    }
}
