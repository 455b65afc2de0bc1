package dev.visor.contracts.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All event types, read off the permitted records of {@link Event}. */
public final class EventCatalog {
    private static final List<Class<? extends Event>> RECORDS = Arrays.stream(Event.class.getPermittedSubclasses())
            .<Class<? extends Event>>map(c -> c.asSubclass(Event.class))
            .toList();
    private static final Map<Class<? extends Event>, String> TYPES = constants("TYPE");
    private static final Map<Class<? extends Event>, String> TOPICS = constants("TOPIC");
    private static final Map<String, Class<? extends Event>> BY_TYPE =
            RECORDS.stream().collect(Collectors.toUnmodifiableMap(EventCatalog::typeOf, Function.identity()));

    private EventCatalog() {}

    /** Every event record. */
    public static List<Class<? extends Event>> all() {
        return RECORDS;
    }

    /** The record of a CloudEvents type, if there is one. */
    public static Optional<Class<? extends Event>> byType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** CloudEvents type of a record. */
    public static String typeOf(Class<? extends Event> event) {
        return require(TYPES, event);
    }

    /** Topic of a record. */
    public static String topicOf(Class<? extends Event> event) {
        return require(TOPICS, event);
    }

    private static String require(Map<Class<? extends Event>, String> constants, Class<? extends Event> event) {
        String value = constants.get(event);
        if (value == null) {
            throw new IllegalArgumentException(event + " is not an event");
        }
        return value;
    }

    private static Map<Class<? extends Event>, String> constants(String field) {
        return RECORDS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), c -> constant(c, field)));
    }

    private static String constant(Class<?> event, String field) {
        try {
            return (String) event.getField(field).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s needs a public constant %s".formatted(event.getName(), field), e);
        }
    }
}
