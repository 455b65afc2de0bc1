package dev.visor.testkit;

import dev.visor.platform.database.ServiceSchema;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server and one Kafka broker for all tests of this JVM, started when first asked for. They run in this
 * machine's processes or, where a Docker engine answers, in containers; the system property {@code
 * visor.test.backends=auto|embedded|containers} decides.
 */
public final class Backends {
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";
    private static final AtomicInteger WORLDS = new AtomicInteger();

    private Backends() {}

    /** A server of PostgreSQL. */
    interface Database {
        /** JDBC URL of one of its databases. */
        String url(String database);

        String superuser();

        String password();
    }

    /** A Kafka broker. */
    interface Broker {
        String bootstrap();
    }

    /** Addresses of Kafka. */
    public static String kafkaBootstrap() {
        return Kafka.BROKER.bootstrap();
    }

    /** An empty database with a role and a schema for each service, and an own prefix for topics. */
    public static World newWorld() {
        int number = WORLDS.incrementAndGet();
        String name = "visor_" + number;
        Database server = Postgres.SERVER;
        try (Connection connection = connect(server, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database %s can't be made".formatted(name), e);
        }
        try (Connection connection = connect(server, name)) {
            ServiceSchema.createAll(connection, "visor-test");
        } catch (SQLException e) {
            throw new IllegalStateException("the schemas of %s can't be made".formatted(name), e);
        }
        return new World(server.url(name), "visor-test", kafkaBootstrap(), "t" + number + ".");
    }

    /**
     * What one test context has for itself.
     *
     * @param databaseUrl JDBC URL
     * @param databasePassword of every service's role
     * @param kafkaBootstrap addresses of the broker
     * @param topicPrefix stands before the topics of this world
     */
    public record World(String databaseUrl, String databasePassword, String kafkaBootstrap, String topicPrefix) {
        /** A connection as a service's role, in its schema. */
        public Connection connect(String schema) throws SQLException {
            Connection connection = DriverManager.getConnection(databaseUrl, schema, databasePassword);
            connection.setSchema(schema);
            return connection;
        }
    }

    private static Connection connect(Database server, String database) throws SQLException {
        return DriverManager.getConnection(server.url(database), server.superuser(), server.password());
    }

    private static boolean useContainers() {
        return switch (System.getProperty("visor.test.backends", "auto")) {
            case "embedded" -> false;
            case "containers" -> true;
            case "auto" -> dockerAnswers();
            case String other ->
                throw new IllegalArgumentException(
                        "visor.test.backends is auto, embedded or containers, was '%s'".formatted(other));
        };
    }

    private static boolean dockerAnswers() {
        if (System.getenv("DOCKER_HOST") != null) {
            return true;
        }
        if (!Files.exists(Path.of(DOCKER_SOCKET))) {
            return false;
        }
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return socket.connect(UnixDomainSocketAddress.of(DOCKER_SOCKET));
        } catch (IOException e) {
            return false;
        }
    }

    private static final class Postgres {
        static final Database SERVER = useContainers() ? Containers.postgres() : Embedded.postgres();
    }

    private static final class Kafka {
        static final Broker BROKER = useContainers() ? Containers.kafka() : Embedded.kafka();
    }
}
