package dev.visor.platform.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Settings of the Kafka clients. Keys are strings, values are bytes; what they mean is {@link CloudEvents}' affair. */
final class KafkaClients {
    private static final int DEAD_LETTER_BYTES = 8 << 20;

    private final MessagingProperties properties;
    private final String application;

    KafkaClients(MessagingProperties properties, String application) {
        this.properties = properties;
        this.application = application;
    }

    /** For facts: acknowledged by all replicas, idempotent. A send that has not succeeded within 20 s has failed. */
    KafkaProducer<String, byte[]> reliableProducer() {
        Map<String, Object> settings = producer("outbox");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** For events of which one may be lost. */
    KafkaProducer<String, byte[]> directProducer() {
        Map<String, Object> settings = producer("direct");
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Settings for dead letters, which may be larger than any event of ours. */
    Map<String, Object> deadLetterProducer() {
        Map<String, Object> settings = producer("dead-letters");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEAD_LETTER_BYTES);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** Most bytes of a record in a dead-letter topic. */
    static int deadLetterBytes() {
        return DEAD_LETTER_BYTES;
    }

    /** For the service's group, reading from the beginning when it is new. */
    Map<String, Object> groupConsumer() {
        Map<String, Object> settings = consumer();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, properties.topicPrefix() + application);
        // The group's timeouts are ours to set only in the classic protocol: a killed service is replaced after 10 s.
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        return settings;
    }

    /** Without a group, for whoever reads a whole topic. */
    KafkaConsumer<String, byte[]> followingConsumer() {
        return new KafkaConsumer<>(consumer(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        Map<String, Object> settings = common();
        settings.put("client.id", application + "-admin");
        settings.put("request.timeout.ms", 5_000);
        settings.put("default.api.timeout.ms", 10_000);
        return Admin.create(settings);
    }

    private Map<String, Object> producer(String purpose) {
        Map<String, Object> settings = common();
        settings.put("client.id", application + "-" + purpose);
        return settings;
    }

    private Map<String, Object> consumer() {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(properties.properties());
        settings.put("bootstrap.servers", properties.bootstrap());
        settings.put("reconnect.backoff.ms", 200);
        settings.put("reconnect.backoff.max.ms", 5_000);
        return settings;
    }
}
