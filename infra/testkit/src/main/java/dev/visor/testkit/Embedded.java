package dev.visor.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The servers as processes and threads of this machine. */
final class Embedded {
    private Embedded() {}

    static Backends.Database postgres() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "400")
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("synchronous_commit", "off")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    // The process ends with its data directory at the latest.
                }
            }));
            return new Backends.Database() {
                @Override
                public String url(String database) {
                    return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database);
                }

                @Override
                public String superuser() {
                    return "postgres";
                }

                @Override
                public String password() {
                    return "postgres";
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    static Backends.Broker kafka() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of(
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "message.max.bytes", "4194304"));
        broker.afterPropertiesSet();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        return broker::getBrokersAsString;
    }
}
