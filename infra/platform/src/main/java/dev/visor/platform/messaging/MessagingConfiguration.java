package dev.visor.platform.messaging;

import dev.visor.contracts.event.EventCatalog;
import dev.visor.contracts.event.Topics;
import dev.visor.platform.deadletter.DeadLetterCollector;
import dev.visor.platform.deadletter.Redelivery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.FixedBackOff;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingConfiguration {
    private final MessagingProperties properties;
    private final String application;

    MessagingConfiguration(MessagingProperties properties, @Value("${spring.application.name}") String application) {
        this.properties = properties;
        this.application = application;
    }

    @Bean
    KafkaClients kafkaClients() {
        return new KafkaClients(properties, application);
    }

    @Bean
    KafkaTopics kafkaTopics(KafkaClients clients) {
        return new KafkaTopics(clients, properties);
    }

    @Bean
    OutboxTable outboxTable(JdbcClient jdbc, MeterRegistry meters) {
        OutboxTable outbox = new OutboxTable(jdbc);
        gauge(meters, "visor.outbox.unsent", "Events that wait in the outbox", outbox, OutboxTable::backlog);
        gauge(
                meters,
                "visor.outbox.oldest.seconds",
                "How long the oldest event has waited in the outbox",
                outbox,
                OutboxTable::oldestSeconds);
        return outbox;
    }

    @Bean
    InboxTable inboxTable(JdbcClient jdbc) {
        return new InboxTable(jdbc);
    }

    @Bean
    OutboxRelay outboxRelay(
            OutboxTable outbox, InboxTable inbox, PlatformTransactionManager transactions, KafkaClients clients) {
        return new OutboxRelay(
                outbox, inbox, new TransactionTemplate(transactions), clients::reliableProducer, properties);
    }

    @Bean
    EventPublisher eventPublisher(OutboxTable outbox, OutboxRelay relay) {
        return new OutboxEventPublisher(outbox, relay, properties, source());
    }

    @Bean
    BufferedDirectSender directEventSender(KafkaClients clients, MeterRegistry meters) {
        return new BufferedDirectSender(clients::directProducer, properties, source(), meters);
    }

    @Bean
    EventDispatcher eventDispatcher(
            ObjectProvider<EventHandler<?>> handlers,
            InboxTable inbox,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        return new EventDispatcher(
                handlers.orderedStream().toList(), inbox, new TransactionTemplate(transactions), properties, meters);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaClients clients, KafkaTopics topics, OutboxTable outbox) {
        return new KafkaHealth(clients, topics, outbox);
    }

    @Bean
    DeadLetterProducer deadLetterProducer(KafkaClients clients) {
        return new DeadLetterProducer(new DefaultKafkaProducerFactory<>(clients.deadLetterProducer()));
    }

    @Bean
    MessagingLifecycle messagingLifecycle(
            KafkaTopics topics,
            KafkaClients clients,
            EventDispatcher dispatcher,
            DeadLetterProducer deadLetters,
            DeadLetterCollector collector,
            ObjectProvider<StateFollower<?>> followers,
            OutboxRelay relay,
            BufferedDirectSender direct,
            MeterRegistry meters) {
        List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
        dispatcher.topics().stream()
                .sorted()
                .forEach(topic -> containers.add(container(topic, clients, dispatcher, deadLetters, meters)));
        if (!dispatcher.topics().isEmpty()) {
            containers.add(collectorContainer(dispatcher, clients, collector));
        }
        List<TopicFollower> topicFollowers = new ArrayList<>();
        followers
                .orderedStream()
                .collect(Collectors.groupingBy(
                        follower -> EventCatalog.topicOf(follower.type()), TreeMap::new, Collectors.toList()))
                .forEach((topic, list) -> topicFollowers.add(
                        new TopicFollower(properties.physical(topic), list, clients::followingConsumer)));
        return new MessagingLifecycle(topics, containers, topicFollowers, relay, direct);
    }

    @Bean
    Redelivery redelivery(EventDispatcher dispatcher) {
        return dispatcher::onMessage;
    }

    /** Copies this service's dead letters into its table, however long the database is away. */
    private ConcurrentMessageListenerContainer<String, byte[]> collectorContainer(
            EventDispatcher dispatcher, KafkaClients clients, DeadLetterCollector collector) {
        Map<String, Object> consumer = clients.groupConsumer();
        String group = String.valueOf(consumer.get(ConsumerConfig.GROUP_ID_CONFIG));
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group + Topics.DEAD_LETTER_SUFFIX);
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, KafkaClients.deadLetterBytes());
        ContainerProperties settings = new ContainerProperties(dispatcher.topics().stream()
                .map(topic -> properties.physical(topic) + Topics.DEAD_LETTER_SUFFIX)
                .toArray(String[]::new));
        settings.setMessageListener((MessageListener<String, byte[]>) record -> {
            if (DeadLetterCollector.belongsTo(group, record)) {
                collector.onMessage(record);
            }
        });
        settings.setAckMode(ContainerProperties.AckMode.BATCH);
        settings.setClientId(application + "-dead-letters");
        settings.setStopImmediate(true);
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(consumer), settings);
        container.setBeanName("visor-dead-letters");
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(5_000, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            String topic,
            KafkaClients clients,
            EventDispatcher dispatcher,
            DeadLetterProducer deadLetters,
            MeterRegistry meters) {
        ContainerProperties settings = new ContainerProperties(properties.physical(topic));
        settings.setMessageListener(dispatcher);
        settings.setAckMode(ContainerProperties.AckMode.BATCH);
        settings.setClientId(application + "-" + topic);
        settings.setPollTimeout(1_000);
        settings.setStopImmediate(true);
        ConcurrentMessageListenerContainer<String, byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(clients.groupConsumer()), settings);
        container.setBeanName("visor-" + topic);
        container.setCommonErrorHandler(
                FailurePolicy.errorHandler(new KafkaTemplate<>(deadLetters.factory()), properties.retry(), meters));
        return container;
    }

    private String source() {
        return "/visor/" + application;
    }

    private static void gauge(
            MeterRegistry meters,
            String name,
            String description,
            OutboxTable outbox,
            ToDoubleFunction<OutboxTable> value) {
        Gauge.builder(name, outbox, value).description(description).register(meters);
    }

    /** Wrapped, so that it is no candidate where a Kafka producer factory is asked for. */
    record DeadLetterProducer(DefaultKafkaProducerFactory<String, byte[]> factory) implements AutoCloseable {
        @Override
        public void close() {
            factory.destroy();
        }
    }
}
