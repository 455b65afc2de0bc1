package dev.visor.platform.messaging;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.EventCatalog;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * CloudEvents 1.0 on Kafka (Kafka protocol binding 1.0.2): written in binary mode, read in binary and structured mode.
 * Extensions: {@code traceparent} (distributed tracing), {@code partitionkey} (partitioning), and our own {@code
 * correlationid} and {@code causationid}.
 */
public final class CloudEvents {
    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String PREFIX = "ce_";

    private CloudEvents() {}

    /** The data of an event: its record as JSON. */
    public static byte[] body(Event event) {
        return ContractJson.MAPPER.writeValueAsBytes(event);
    }

    /** The headers of an event in binary mode. */
    public static Map<String, String> headers(
            Event event,
            String id,
            String source,
            Instant time,
            Correlation correlation,
            @Nullable String traceparent) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put("ce_type", event.type());
        headers.put("ce_subject", event.key());
        headers.put("ce_time", time.toString());
        headers.put(CONTENT_TYPE, "application/json");
        headers.put("ce_partitionkey", event.key());
        headers.put("ce_correlationid", correlation.correlationId());
        if (correlation.causationId() != null) {
            headers.put("ce_causationid", correlation.causationId());
        }
        if (traceparent != null) {
            headers.put("ce_traceparent", traceparent);
        }
        return headers;
    }

    /**
     * Reads an event.
     *
     * @throws VisorException {@code INVALID_EVENT} if an attribute is missing, the type is unknown or the data is not
     *     what the type says
     */
    public static ReceivedEvent read(Headers headers, byte[] value) {
        String contentType = text(headers, CONTENT_TYPE);
        if (contentType != null && contentType.startsWith(STRUCTURED)) {
            JsonNode envelope = parse(() -> ContractJson.MAPPER.readTree(value), "the structured event");
            JsonNode data = envelope.get("data");
            if (data == null) {
                throw invalid("the structured event has no data");
            }
            return event(name -> string(envelope.get(name)), record -> ContractJson.MAPPER.treeToValue(data, record));
        }
        return event(name -> text(headers, PREFIX + name), record -> ContractJson.MAPPER.readValue(value, record));
    }

    private static ReceivedEvent event(
            Function<String, @Nullable String> attributes, Function<Class<? extends Event>, @Nullable Event> data) {
        String version = required(attributes, "specversion");
        if (!version.equals("1.0")) {
            throw invalid("specversion is '%s', only 1.0 is understood".formatted(version));
        }
        String id = required(attributes, "id");
        String source = required(attributes, "source");
        String type = required(attributes, "type");
        Class<? extends Event> record = EventCatalog.byType(type)
                .orElseThrow(() -> invalid("event type '%s' (id %s from %s) is unknown".formatted(type, id, source)));
        Event event = parse(() -> data.apply(record), type);
        if (event == null) {
            throw invalid("the data of %s is null".formatted(type));
        }
        String time = attributes.apply("time");
        String correlationId = attributes.apply("correlationid");
        EventContext context = new EventContext(
                id,
                source,
                time == null ? Instant.EPOCH : time(time),
                correlationId == null ? id : correlationId,
                attributes.apply("causationid"));
        return new ReceivedEvent(event, context, attributes.apply("traceparent"));
    }

    private static <T extends @Nullable Object> T parse(java.util.function.Supplier<T> parser, String what) {
        try {
            return parser.get();
        } catch (JacksonException | IllegalArgumentException | VisorException e) {
            throw new VisorException(
                    ErrorCode.INVALID_EVENT, "%s can't be read: %s".formatted(what, e.getMessage()), e);
        }
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new VisorException(ErrorCode.INVALID_EVENT, "time '%s' is not RFC 3339".formatted(text), e);
        }
    }

    private static String required(Function<String, @Nullable String> attributes, String name) {
        String value = attributes.apply(name);
        if (value == null || value.isBlank()) {
            throw invalid("CloudEvents attribute '%s' is missing".formatted(name));
        }
        return value;
    }

    private static @Nullable String string(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asString();
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static VisorException invalid(String message) {
        return new VisorException(ErrorCode.INVALID_EVENT, message);
    }
}
