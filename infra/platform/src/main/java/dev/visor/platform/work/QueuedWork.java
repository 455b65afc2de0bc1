package dev.visor.platform.work;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import dev.visor.contracts.ContractJson;
import dev.visor.platform.messaging.Correlation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is in a task's row.
 *
 * @param payload the payload as JSON
 * @param correlationId the story it belongs to, or null
 * @param causationId the event that led to it, or null
 * @param traceparent W3C trace context, or null
 */
record QueuedWork(
        JsonNode payload,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {

    /** What the task works for. */
    Correlation correlation(String taskId) {
        return new Correlation(correlationId == null ? taskId : correlationId, causationId);
    }

    byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }

    /** Rows as JSON. */
    static final class Json implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return ContractJson.MAPPER.writeValueAsBytes(data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] bytes) {
            return ContractJson.MAPPER.readValue(bytes, type);
        }
    }
}
