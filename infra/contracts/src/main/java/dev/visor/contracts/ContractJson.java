package dev.visor.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How contracts are written as JSON: properties in a record's order and map keys sorted, so that equal
 * documents have equal bytes; times as RFC 3339;
 * absent instead of null. Unknown fields are passed over, since fields may be added; a missing number is an error.
 */
public final class ContractJson {
    /** Thread-safe. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /** What Jackson says of where it read from: nothing to a person, as it never has the text. */
    private static final Pattern SOURCE = Pattern.compile(" ?\\((?:start marker )?at \\[Source: [^\\]]*\\]\\)");

    private ContractJson() {}

    /** What is wrong with JSON or YAML that can't be read, and where: {@code line 3, column 7: Unexpected …}. */
    public static String fault(JacksonException e) {
        String words = SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
        TokenStreamLocation where = e.getLocation();
        return where == null || where.getLineNr() < 1
                ? words
                : "line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), words);
    }
}
