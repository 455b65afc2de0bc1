package dev.visor.testkit;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers in containers; the engine removes them when this JVM has ended. */
final class Containers {
    private Containers() {}

    static Backends.Database postgres() {
        PostgreSQLContainer server = new PostgreSQLContainer("postgres:18-alpine")
                .withCommand("postgres", "-c", "max_connections=400", "-c", "fsync=off");
        server.start();
        return new Backends.Database() {
            @Override
            public String url(String database) {
                return "jdbc:postgresql://%s:%d/%s"
                        .formatted(
                                server.getHost(), server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), database);
            }

            @Override
            public String superuser() {
                return server.getUsername();
            }

            @Override
            public String password() {
                return server.getPassword();
            }
        };
    }

    static Backends.Broker kafka() {
        KafkaContainer broker = new KafkaContainer("apache/kafka:4.1.0")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", "4194304");
        broker.start();
        return broker::getBootstrapServers;
    }
}
