package dev.visor.ingest.policy;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one object strictly and gathers what is wrong with them instead of stopping at the first. */
final class Fields {
    private final JsonNode object;
    private final String path;
    private final List<String> violations;

    /**
     * Reads an object.
     *
     * @param path where it is, for messages: empty, or ending with a dot
     * @param violations gathers sentences
     */
    Fields(JsonNode object, String path, List<String> violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /** Names every field that is not allowed. */
    void allow(Set<String> allowed) {
        for (String field : object.propertyNames()) {
            if (!allowed.contains(field)) {
                violations.add("field '%s%s' is unknown; allowed here: %s"
                        .formatted(path, field, String.join(", ", new TreeSet<>(allowed))));
            }
        }
    }

    /** A text, or null if the field is absent or wrong. */
    @Nullable
    String text(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            violations.add("%s%s must be a text, was %s".formatted(path, field, value));
            return null;
        }
        return value.stringValue();
    }

    /** A name as {@link Names} defines it, or null. */
    @Nullable
    String name(String field) {
        String text = text(field);
        return text == null ? null : parsed(field, text, t -> Names.require(field, t));
    }

    /** A word of a closed set, or null. */
    <T> @Nullable T word(String field, Function<String, T> parse) {
        String text = text(field);
        return text == null ? null : parsed(field, text, parse);
    }

    /** A number, which must be there; NaN if it is wrong. */
    double number(String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isNumber()) {
            violations.add("%s%s must be a number, was %s".formatted(path, field, value == null ? "absent" : value));
            return Double.NaN;
        }
        return value.doubleValue();
    }

    /** A number, or null if it is absent or wrong. */
    @Nullable
    Double optionalNumber(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : Double.valueOf(number(field));
    }

    /** A whole number of a range, or the default if it is absent or wrong. */
    long whole(String field, long otherwise, long least, long most) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            violations.add(
                    "%s%s must be a whole number of %d to %d, was %s".formatted(path, field, least, most, value));
            return otherwise;
        }
        return value.longValue();
    }

    /** Whole numbers, empty if absent. */
    List<Integer> wholes(String field) {
        List<Integer> result = new ArrayList<>();
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return result;
        }
        if (!value.isArray()) {
            violations.add("%s%s must be a list, was %s".formatted(path, field, value));
            return result;
        }
        for (JsonNode item : value) {
            if (item.isInt()) {
                result.add(item.intValue());
            } else {
                violations.add("%s%s must be a list of whole numbers, one is %s".formatted(path, field, item));
            }
        }
        return result;
    }

    /** The fields of an object inside, or null if it is absent or wrong. */
    @Nullable
    Fields inside(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            violations.add("%s%s must be a map, was %s".formatted(path, field, value));
            return null;
        }
        return new Fields(value, path + field + ".", violations);
    }

    /** Says that a field is needed, unless something was said of it already. */
    void missing(String field, String wayOut) {
        if (!object.has(field)) {
            violations.add("%s%s is missing; %s".formatted(path, field, wayOut));
        }
    }

    /** What is made of the fields, or null with the violation if they don't allow it. */
    <T> @Nullable T made(Supplier<T> make) {
        int before = violations.size();
        try {
            T made = make.get();
            return violations.size() > before ? null : made;
        } catch (VisorException | IllegalArgumentException e) {
            if (violations.size() == before) {
                violations.add((path + " " + e.getMessage()).strip());
            }
            return null;
        }
    }

    /** A list of texts, empty if absent. */
    List<String> texts(String field) {
        List<String> result = new ArrayList<>();
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return result;
        }
        if (!value.isArray()) {
            violations.add("%s%s must be a list, was %s".formatted(path, field, value));
            return result;
        }
        for (JsonNode item : value) {
            if (!item.isString() || item.stringValue().isBlank()) {
                violations.add("%s%s must be a list of texts, one is %s".formatted(path, field, item));
            } else if (result.contains(item.stringValue())) {
                violations.add("%s%s names '%s' twice".formatted(path, field, item.stringValue()));
            } else {
                result.add(item.stringValue());
            }
        }
        return result;
    }

    /** A map of texts, empty if absent. */
    Map<String, String> textMap(String field) {
        Map<String, String> result = new LinkedHashMap<>();
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return result;
        }
        if (!value.isObject()) {
            violations.add("%s%s must be a map of model class to dataset class, was %s".formatted(path, field, value));
            return result;
        }
        value.properties().forEach(e -> {
            if (e.getValue().isString() && !e.getValue().stringValue().isBlank()) {
                result.put(e.getKey(), e.getValue().stringValue());
            } else {
                violations.add("%s%s.%s must be a text, was %s".formatted(path, field, e.getKey(), e.getValue()));
            }
        });
        return result;
    }

    private <T> @Nullable T parsed(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (VisorException | IllegalArgumentException e) {
            violations.add("%s%s: %s".formatted(path, field, e.getMessage()));
            return null;
        }
    }
}
