package dev.visor.ingest.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * YAML 1.2 and JSON texts of policies, read within limits: {@value #MAX_BYTES} bytes, {@value #MAX_DEPTH} levels, one
 * document, no repeated keys, no anchors or aliases (a policy of 1 kB must not unfold to 1 GB).
 */
final class PolicyText {
    /** Largest text. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(40)
            .maxDocumentLength(MAX_BYTES)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .loadSettings(LoadSettings.builder()
                            .setMaxAliasesForCollections(0)
                            .setCodePointLimit(MAX_BYTES)
                            .build())
                    .streamReadConstraints(CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.USE_NATIVE_TYPE_ID)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PolicyText() {}

    /** The text as a tree. */
    static JsonNode parse(byte[] text, boolean json) {
        if (text.length > MAX_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "a policy has at most %d bytes, this one has more; policies are a few dozen lines"
                            .formatted(MAX_BYTES));
        }
        try {
            if (!json) {
                refuseAliases(text);
            }
            ObjectMapper mapper = json ? JSON : YAML;
            return mapper.readTree(text);
        } catch (JacksonException e) {
            throw new VisorException(
                    ErrorCode.INVALID_POLICY,
                    "policy is not readable %s, %s".formatted(json ? "JSON" : "YAML", ContractJson.fault(e)),
                    e);
        }
    }

    /** The policy as YAML, which {@link #parse} reads back. */
    static String yaml(Policy policy) {
        return YAML.writeValueAsString(policy);
    }

    /** The tree reader takes an alias for a string of its name, so it must not get to see one. */
    private static void refuseAliases(byte[] text) {
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
                    throw new VisorException(
                            ErrorCode.INVALID_POLICY,
                            "policy uses a YAML anchor or alias in line %d; write the value out"
                                    .formatted(parser.currentTokenLocation().getLineNr()));
                }
            }
        }
    }
}
