package dev.visor.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The loopback ports in use. Each can be moved by a system property, for example {@code -Dvisor.port.ingest=9080}.
 *
 * @param services one a service
 * @param kafka the broker
 * @param kafkaController the broker's own controller
 * @param postgres the database
 */
record Ports(Map<VisorService, Integer> services, int kafka, int kafkaController, int postgres) {
    static final String HOST = "127.0.0.1";

    static Ports configured() {
        Map<VisorService, Integer> services = new java.util.EnumMap<>(VisorService.class);
        for (VisorService service : VisorService.values()) {
            services.put(service, port(service.word(), service.defaultPort()));
        }
        return new Ports(services, port("kafka", 9092), port("kafka-controller", 9093), port("postgres", 5433));
    }

    int of(VisorService service) {
        return java.util.Objects.requireNonNull(services.get(service));
    }

    String url(VisorService service) {
        return "http://%s:%d".formatted(HOST, of(service));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/visor".formatted(HOST, postgres);
    }

    String bootstrap() {
        return HOST + ":" + kafka;
    }

    /** Says which ports are taken, all at once. */
    void requireFree() {
        List<String> taken = new ArrayList<>();
        services.forEach((service, port) -> check(service.word(), port, taken));
        check("kafka", kafka, taken);
        check("kafka-controller", kafkaController, taken);
        check("postgres", postgres, taken);
        if (!taken.isEmpty()) {
            throw new StartException(
                    "these ports are taken by other programs: %s. Stop those programs, or choose other ports with %s"
                            .formatted(String.join(", ", taken), "-Dvisor.port.<name>=<port>"));
        }
    }

    private static void check(String name, int port, List<String> taken) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
        } catch (IOException e) {
            taken.add("%d (%s)".formatted(port, name));
        }
    }

    private static int port(String name, int otherwise) {
        String key = "visor.port." + name;
        String text = System.getProperty(key, Integer.toString(otherwise));
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new StartException("%s must be a port from 1 to 65535, was '%s'".formatted(key, text));
    }
}
