package dev.visor.platform.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings a record to this service's handlers once more, as if it had just been read; throws what they throw. */
public interface Redelivery {
    /** Delivers it; handlers that have handled it already are passed over. */
    void deliver(ConsumerRecord<String, byte[]> record);
}
