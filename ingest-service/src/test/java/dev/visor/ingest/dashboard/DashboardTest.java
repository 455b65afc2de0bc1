package dev.visor.ingest.dashboard;

import com.sun.net.httpserver.HttpServer;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.Event;
import dev.visor.ingest.IngestService;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The running service, seen from outside; its tests share one world and use names of their own. */
@VisorTest(classes = IngestService.class)
public abstract class DashboardTest {
    /** What the inference service answers, by path; everything else is 404. */
    protected static final Map<String, byte[]> PICTURES = new ConcurrentHashMap<>();

    /** What the compression service was asked, as {@code METHOD path body}; it answers what it was asked. */
    protected static final List<String> ASKED = new CopyOnWriteArrayList<>();

    /** What the evaluation service keeps, by address; everything else is 404. */
    protected static final Map<String, byte[]> JUDGED = new ConcurrentHashMap<>();

    private static final HttpServer EVALUATION = Judgements.serve(JUDGED);
    private static final HttpServer INFERENCE = inference();
    private static final HttpServer COMPRESSION = compression();

    protected final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected EventScenario scenario;

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void inferenceUrl(DynamicPropertyRegistry registry) {
        registry.add(
                "visor.dashboard.inference-url",
                () -> "http://127.0.0.1:" + INFERENCE.getAddress().getPort());
        registry.add(
                "visor.ingest.compression-url",
                () -> "http://127.0.0.1:" + COMPRESSION.getAddress().getPort());
        registry.add(
                "visor.ingest.evaluation-url",
                () -> "http://127.0.0.1:" + EVALUATION.getAddress().getPort());
    }

    protected URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    protected HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + response.body());
        }
        return ContractJson.MAPPER.readTree(response.body());
    }

    /** Publishes and waits until the address answers what is expected. */
    protected JsonNode awaitJson(String path, Predicate<JsonNode> expected) {
        scenario.awaitState(path, () -> expected.test(json(path)));
        return json(path);
    }

    /** Publishes a story that ends well and waits until all of it is shown. */
    protected JsonNode tell(Story story) {
        publish(story.happy());
        return awaitJson(
                "/api/v1/models/%s/versions/%d"
                        .formatted(story.version().model(), story.version().version()),
                v -> v.path("promotion").path("state").asString("").equals("COMPLETED")
                        && v.path("promotion").has("reason")
                        && v.path("variants").size() == 5
                        && v.path("variants").findValues("report").size() == 5
                        && v.path("variants").findValues("verdict").size() == 4
                        && v.path("variants").findValues("metrics").size() == 4
                        && v.path("variants").findValues("progress").isEmpty());
    }

    protected void publish(Iterable<? extends Event> events) {
        events.forEach(scenario::publish);
    }

    private static HttpServer compression() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String asked = "%s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                ASKED.add(asked);
                boolean broken = asked.contains("quantise");
                byte[] body = ContractJson.MAPPER.writeValueAsBytes(
                        broken ? Map.of("violations", List.of("there is no pass 'quantise'")) : Map.of("asked", asked));
                exchange.getResponseHeaders()
                        .add("Content-Type", broken ? "application/problem+json" : "application/json");
                exchange.sendResponseHeaders(broken ? 422 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer inference() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] picture = PICTURES.get(exchange.getRequestURI().getPath());
                byte[] body = picture == null ? new byte[] {'?'} : picture;
                exchange.sendResponseHeaders(picture == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
