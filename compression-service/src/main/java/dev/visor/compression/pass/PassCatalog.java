package dev.visor.compression.pass;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The passes there are, by id: builds them from options, refuses what they don't have, and describes them. Thread-safe.
 */
public final class PassCatalog {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Map<String, Class<? extends GraphPass>> types = new TreeMap<>();

    /** A catalogue of these record classes. */
    public PassCatalog(Collection<Class<? extends GraphPass>> passes) {
        for (Class<? extends GraphPass> type : passes) {
            PassId id = type.getAnnotation(PassId.class);
            if (!type.isRecord() || id == null) {
                throw new IllegalArgumentException(type.getName() + " must be a record with a @PassId to be a pass");
            }
            Class<? extends GraphPass> other = types.put(id.value(), type);
            if (other != null) {
                throw new IllegalArgumentException(
                        "pass %s is declared by %s and by %s".formatted(id.value(), other.getName(), type.getName()));
            }
        }
    }

    /** What a pass is called. */
    public static String idOf(GraphPass pass) {
        PassId id = pass.getClass().getAnnotation(PassId.class);
        if (id == null) {
            throw new IllegalArgumentException(pass.getClass().getName() + " has no @PassId");
        }
        return id.value();
    }

    /** Builds a pass; options left out have their defaults, options it doesn't have are refused by name. */
    public GraphPass create(String id, JsonNode options) {
        Class<? extends GraphPass> type = types.get(id);
        if (type == null) {
            throw refused("there is no pass '%s'; there are %s".formatted(id, types.keySet()));
        }
        if (!options.isObject()) {
            throw refused("options of pass '%s' must be a mapping, were %s".formatted(id, options));
        }
        ObjectNode complete = MAPPER.createObjectNode();
        List<String> known = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            known.add(component.getName());
            complete.set(component.getName(), MAPPER.readTree(option(component).defaultValue()));
        }
        for (Map.Entry<String, JsonNode> given : options.properties()) {
            if (!known.contains(given.getKey())) {
                throw refused(
                        "pass '%s' has no option '%s'; it has %s".formatted(id, given.getKey(), new TreeSet<>(known)));
            }
            complete.set(given.getKey(), given.getValue());
        }
        try {
            return MAPPER.treeToValue(complete, type);
        } catch (JacksonException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException illegal ? illegal : e;
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE, "options of pass '%s': %s".formatted(id, firstLine(cause)), e);
        }
    }

    /** All options of a pass, as a recipe would give them. */
    public static ObjectNode optionsOf(GraphPass pass) {
        return MAPPER.valueToTree(pass);
    }

    /** The same by name, each value as JSON. */
    public static Map<String, String> optionWordsOf(GraphPass pass) {
        Map<String, String> words = new TreeMap<>();
        optionsOf(pass)
                .properties()
                .forEach(o -> words.put(o.getKey(), o.getValue().toString()));
        return words;
    }

    /** Every pass for people, by id. */
    public List<Description> describe() {
        List<Description> all = new ArrayList<>();
        types.forEach((id, type) -> {
            PassId annotation = type.getAnnotation(PassId.class);
            List<OptionDescription> options = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                options.add(describe(component));
            }
            GraphPass pass = create(id, MAPPER.createObjectNode());
            all.add(new Description(
                    id,
                    annotation == null ? "" : annotation.description(),
                    options,
                    pass.needs().stream().sorted().toList(),
                    pass.establishes().stream().sorted().toList(),
                    pass.refuses().stream().sorted().toList()));
        });
        return all;
    }

    private static OptionDescription describe(RecordComponent component) {
        Option option = option(component);
        Class<?> type = component.getType();
        List<String> values = type.isEnum() ? List.of(enumWords(type)) : List.of();
        return new OptionDescription(
                component.getName(),
                option.description(),
                typeOf(component),
                option.unit(),
                Double.isFinite(option.min()) ? option.min() : null,
                Double.isFinite(option.max()) ? option.max() : null,
                values,
                MAPPER.readTree(option.defaultValue()));
    }

    private static String typeOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return "choice";
        }
        if (type == int.class || type == double.class || type == boolean.class) {
            return type.getSimpleName();
        }
        if (type == String.class) {
            return "text";
        }
        if (component.getGenericType() instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class) {
            return "list of text";
        }
        throw new IllegalArgumentException(
                "option %s of %s is of %s; options are int, double, boolean, an enum, String or List<String>"
                        .formatted(
                                component.getName(),
                                component.getDeclaringRecord().getName(),
                                type.getName()));
    }

    private static String[] enumWords(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        String[] words = new String[constants.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = MAPPER.convertValue(constants[i], String.class);
        }
        return words;
    }

    private static Option option(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw new IllegalArgumentException("component %s of %s has no @Option"
                    .formatted(
                            component.getName(), component.getDeclaringRecord().getName()));
        }
        return option;
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static VisorException refused(String message) {
        return new VisorException(ErrorCode.INVALID_RECIPE, message);
    }

    /**
     * A pass for people.
     *
     * @param id what recipes call it
     * @param description one sentence
     * @param options what can be set
     * @param needs what must hold before it
     * @param establishes what holds after it
     * @param refuses what must not hold before it
     */
    public record Description(
            String id,
            String description,
            List<OptionDescription> options,
            List<Property> needs,
            List<Property> establishes,
            List<Property> refuses) {}

    /**
     * An option for people.
     *
     * @param name what recipes call it
     * @param description one sentence
     * @param type {@code int}, {@code double}, {@code boolean}, {@code choice}, {@code text} or {@code list of text}
     * @param unit what a number counts, empty for none
     * @param min least value, or null
     * @param max greatest value, or null
     * @param values the choices, empty for other types
     * @param defaultValue what holds where a recipe says nothing
     */
    public record OptionDescription(
            String name,
            String description,
            String type,
            String unit,
            @Nullable Double min,
            @Nullable Double max,
            List<String> values,
            JsonNode defaultValue) {}
}
