package dev.visor.contracts.event;

import com.fasterxml.classmate.members.ResolvedField;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that describe events to those who don't read Java: a JSON Schema and a frozen sample a type, and one AsyncAPI
 * document. Run {@link #main} with the resources folder after adding an event; frozen samples that exist are left as
 * they are.
 */
final class ContractFiles {
    static final String FOLDER = "/dev/visor/contracts/";

    private ContractFiles() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0], FOLDER.substring(1));
        Files.createDirectories(folder.resolve("schemas"));
        Files.createDirectories(folder.resolve("samples"));
        for (Event event : EventExamples.all()) {
            Path sample = folder.resolve("samples/" + event.type() + ".json");
            if (!Files.exists(sample)) {
                Files.writeString(sample, pretty(ContractJson.MAPPER.valueToTree(event)));
            }
            Files.writeString(folder.resolve("schemas/" + event.type() + ".json"), pretty(schemaOf(event.getClass())));
        }
        Files.writeString(folder.resolve("asyncapi.yaml"), asyncApi());
    }

    static String read(String name) throws IOException {
        try (InputStream in = ContractFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new AssertionError(
                        "%s%s is missing: run ContractFiles with the resources folder".formatted(FOLDER, name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String pretty(JsonNode node) {
        return ContractJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    static JsonNode schemaOf(Class<?> event) {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
        config.forFields().withRequiredCheck(ContractFiles::isRequired);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (type.getErasedType() == Sha256.class || type.getErasedType() == VariantId.class) {
                ObjectNode definition = context.getGeneratorConfig().createObjectNode();
                definition.put("type", "string");
                definition.put(
                        "pattern",
                        type.getErasedType() == Sha256.class ? "^[0-9a-f]{64}$" : "^[a-z0-9-]+\\.[0-9]+\\.[a-z0-9-]+$");
                return new com.github.victools.jsonschema.generator.CustomDefinition(definition, true);
            }
            return null;
        });
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(event);
        schema.put("$id", "urn:visor:schema:" + EventCatalog.typeOf(event.asSubclass(Event.class)));
        return schema;
    }

    private static boolean isRequired(FieldScope field) {
        ResolvedField member = field.getMember();
        Class<?> owner = member.getRawMember().getDeclaringClass();
        if (!owner.isRecord() || field.isFakeContainerItemScope()) {
            return false;
        }
        return Arrays.stream(owner.getRecordComponents())
                .filter(c -> c.getName().equals(field.getDeclaredName()))
                .noneMatch(ContractFiles::isNullable);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static String asyncApi() {
        StringBuilder out = new StringBuilder("""
                asyncapi: 3.0.0
                info:
                  title: Visor events
                  version: 1.0.0
                  description: >-
                    CloudEvents 1.0 on Kafka in binary mode: ce_* headers, a JSON body, the record key as said by each channel.
                defaultContentType: application/json
                channels:
                """);
        for (Topics.Topic topic : Topics.all()) {
            out.append(
                    "  %s:\n    address: %s\n    bindings:\n      kafka:\n        topic: %s\n        partitions: %d\n"
                            .formatted(topic.name(), topic.name(), topic.name(), topic.partitions()));
            if (topic.compacted()) {
                out.append("        topicConfiguration:\n          cleanup.policy: [compact]\n");
            } else if (!topic.retention().isZero()) {
                out.append("        topicConfiguration:\n          retention.ms: %d\n"
                        .formatted(topic.retention().toMillis()));
            }
            out.append("    messages:\n");
            for (Class<? extends Event> event : EventCatalog.all()) {
                if (EventCatalog.topicOf(event).equals(topic.name())) {
                    out.append("      %s:\n        $ref: '#/components/messages/%s'\n"
                            .formatted(event.getSimpleName(), event.getSimpleName()));
                }
            }
        }
        out.append("operations:\n");
        for (Topics.Topic topic : Topics.all()) {
            out.append("  receive-%s:\n    action: receive\n    channel:\n      $ref: '#/channels/%s'\n"
                    .formatted(topic.name().replace('.', '-'), topic.name()));
        }
        out.append("components:\n  messages:\n");
        for (Class<? extends Event> event : EventCatalog.all()) {
            String type = EventCatalog.typeOf(event);
            out.append("""
                        %s:
                          name: %s
                          headers:
                            type: object
                            required: [ce_id, ce_source, ce_specversion, ce_type, ce_time]
                            properties:
                              ce_specversion: {const: '1.0'}
                              ce_type: {const: %s}
                              ce_id: {type: string, format: uuid}
                              ce_source: {type: string}
                              ce_time: {type: string, format: date-time}
                              ce_correlationid: {type: string}
                              ce_causationid: {type: string}
                              ce_traceparent: {type: string}
                          payload:
                            $ref: './schemas/%s.json'
                    """.formatted(event.getSimpleName(), type, type, type)
                    .lines()
                    .map(line -> line.isEmpty() ? line : "    " + line.stripTrailing())
                    .collect(Collectors.joining("\n", "", "\n")));
        }
        return out.toString();
    }
}
