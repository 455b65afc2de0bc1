package dev.visor.standalone;

import dev.visor.contracts.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Talks to the services as any user would. */
final class VisorClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Ports ports;

    VisorClient(Ports ports) {
        this.ports = ports;
    }

    boolean isReady(VisorService service) {
        try {
            return send(request(service, "/actuator/health/readiness").GET()).statusCode() == 200;
        } catch (StartException e) {
            return false;
        }
    }

    /** The answer's document, or empty if there is no such thing. */
    Optional<JsonNode> get(VisorService service, String path) {
        HttpResponse<String> response = send(request(service, path).GET());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(json(response, "GET " + path));
    }

    JsonNode putFile(VisorService service, String path, Path file, String contentType) {
        if (!Files.isReadable(file)) {
            throw new StartException("cannot read " + file);
        }
        try {
            return json(
                    send(request(service, path)
                            .header("Content-Type", contentType)
                            .timeout(Duration.ofMinutes(10))
                            .PUT(HttpRequest.BodyPublishers.ofFile(file))),
                    "PUT " + path);
        } catch (IOException e) {
            throw new StartException("cannot read " + file, e);
        }
    }

    JsonNode putJson(VisorService service, String path, Object document) {
        return json(
                send(request(service, path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(ContractJson.MAPPER.writeValueAsString(document)))),
                "PUT " + path);
    }

    private HttpRequest.Builder request(VisorService service, String path) {
        return HttpRequest.newBuilder(URI.create(ports.url(service) + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartException(
                    "%s does not answer".formatted(request.build().uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while talking to a service", e);
        }
    }

    private static JsonNode json(HttpResponse<String> response, String what) {
        if (response.statusCode() / 100 != 2) {
            throw new StartException(
                    "%s was answered with %d: %s".formatted(what, response.statusCode(), response.body()));
        }
        try {
            return ContractJson.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw new StartException("%s was answered with something other than JSON".formatted(what), e);
        }
    }
}
