package dev.visor.platform.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.KafkaHeaders;

/** Keeps the dead letters of one consumer group; other groups' letters on the same topics are theirs. */
public final class DeadLetterCollector implements MessageListener<String, byte[]> {
    private final DeadLetterTable table;

    DeadLetterCollector(DeadLetterTable table) {
        this.table = table;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        table.add(record);
    }

    /** Whether the letter was written because this group could not handle it. */
    public static boolean belongsTo(String group, ConsumerRecord<String, byte[]> record) {
        return group.equals(DeadLetterTable.text(record, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP));
    }
}
