package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.event.CompressionFailed;
import dev.visor.platform.messaging.DirectEventSender;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.testkit.probe.Notes;
import dev.visor.testkit.probe.ProbeService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class KafkaAwayTest {
    @Test
    void aServiceStartsAndTakesRequestsWithoutKafkaAndCatchesUpLater() throws Exception {
        Backends.World world = Backends.newWorld();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ConfigurableApplicationContext service = start(world, port);
                EventScenario scenario = new EventScenario(world)) {
            EventPublisher publisher = service.getBean(EventPublisher.class);
            TransactionTemplate transactions =
                    new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
            transactions.executeWithoutResult(status -> publisher.publish(Samples.failed("away", "kept")));
            service.getBean(DirectEventSender.class).send(StateAndDetectionTest.frame("camera", 1));

            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:%s/actuator/health"
                                            .formatted(service.getEnvironment().getProperty("local.server.port"))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("DEGRADED", "Kafka does not answer", "\"outboxUnsent\":1");

            try (Door door = new Door(port, world.kafkaBootstrap())) {
                CompressionFailed sent =
                        scenario.await(CompressionFailed.class, e -> e.key().equals("away"));
                assertThat(sent.reason()).isEqualTo("kept");
                scenario.awaitState(
                        "it is handled",
                        () -> service.getBean(Notes.class).of("handler", "away").contains("kept"));
            }
        }
    }

    private static ConfigurableApplicationContext start(Backends.World world, int port) {
        return new SpringApplicationBuilder(ProbeService.class)
                .run(
                        "--server.port=0",
                        "--visor.db.url=" + world.databaseUrl(),
                        "--visor.db.password=" + world.databasePassword(),
                        "--visor.kafka.bootstrap=localhost:" + port,
                        "--visor.kafka.topic-prefix=" + world.topicPrefix(),
                        "--visor.store.path=" + TemporaryFolders.create("visor-away"));
    }

    /** While it is open, connections to its port reach the broker. */
    private static final class Door implements AutoCloseable {
        private final ServerSocket listener;
        private final int target;

        Door(int port, String bootstrap) throws IOException {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            target = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
                    Thread.ofVirtual().start(() -> pump(client, broker));
                    Thread.ofVirtual().start(() -> pump(broker, client));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private static void pump(Socket from, Socket to) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                in.transferTo(out);
            } catch (IOException e) {
                // The other end is gone.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
