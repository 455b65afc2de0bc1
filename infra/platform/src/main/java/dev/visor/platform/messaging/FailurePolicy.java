package dev.visor.platform.messaging;

import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What happens when an event can't be handled. What may pass blocks its partition and is tried again with growing
 * pauses, since the order of a key must be kept; what won't pass, or hasn't after the last attempt, goes to {@code
 * <topic>-dlt} with the reason in {@code kafka_dlt-*} headers.
 */
final class FailurePolicy {
    private FailurePolicy() {}

    static DefaultErrorHandler errorHandler(
            KafkaOperations<String, byte[]> deadLetters, MessagingProperties.Retry retry, MeterRegistry meters) {
        DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(deadLetters, (record, failure) -> {
            meters.counter("visor.events.dead", "topic", record.topic()).increment();
            return new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, -1);
        });
        ExponentialBackOff backOff =
                new ExponentialBackOff(Math.max(1, retry.firstPause().toMillis()), 2.0);
        backOff.setMaxInterval(retry.longestPause().toMillis());
        backOff.setMaxAttempts(retry.attempts() - 1L);
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, backOff);
        handler.setBackOffFunction((record, failure) -> retryable(failure) ? null : new FixedBackOff(0, 0));
        handler.setCommitRecovered(true);
        return handler;
    }

    /** Whether trying again may help: unknown exceptions may pass, ours say so themselves. */
    static boolean retryable(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VisorException known) {
                return known.code().kind().retryable();
            }
        }
        return true;
    }
}
