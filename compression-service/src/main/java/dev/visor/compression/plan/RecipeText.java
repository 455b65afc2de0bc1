package dev.visor.compression.plan;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * YAML of recipes (JSON is YAML too), read within limits: {@value #MAX_BYTES} bytes, {@value #MAX_DEPTH} levels, one
 * document, no repeated keys, no anchors or aliases.
 */
final class RecipeText {
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .loadSettings(LoadSettings.builder()
                            .setMaxAliasesForCollections(0)
                            .setCodePointLimit(MAX_BYTES)
                            .build())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(40)
                            .maxDocumentLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecipeText() {}

    /** The text as a tree. */
    static JsonNode parse(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "a recipe has at most %d bytes, this one has %d; recipes are a few dozen lines"
                            .formatted(MAX_BYTES, bytes));
        }
        try {
            refuseAliases(text);
            return YAML.readTree(text);
        } catch (JacksonException e) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE, "a recipe is YAML, this is not, %s".formatted(ContractJson.fault(e)), e);
        }
    }

    static JsonNode noOptions() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree reader takes an alias for a string of its name, so it must not get to see one. */
    private static void refuseAliases(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
                    throw new VisorException(
                            ErrorCode.INVALID_RECIPE,
                            "the recipe uses a YAML anchor or alias in line %d; write the value out"
                                    .formatted(parser.currentTokenLocation().getLineNr()));
                }
            }
        }
    }
}
