package dev.visor.ingest.recipe;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.IngestSettings;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands a call to the compression service and its answer back, whatever it is. Redirects are not followed. */
@Component
public class CompressionService {
    private static final int MOST_BYTES = 8 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final IngestSettings settings;
    private final String token;

    CompressionService(IngestSettings settings, @Value("${visor.security.token:}") String token) {
        this.settings = settings;
        this.token = token;
    }

    /**
     * Calls it.
     *
     * @param path made of our own words and checked names
     * @param contentType of the body, if there is one
     * @throws VisorException {@code UNAVAILABLE} if it does not answer
     */
    public ResponseEntity<byte[]> call(String method, String path, byte[] body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        settings.compressionUrl().resolve(path))
                .timeout(TIMEOUT)
                .header(HttpHeaders.ACCEPT, "application/json, application/problem+json")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header(HttpHeaders.CONTENT_TYPE, contentType);
        }
        if (!token.isBlank()) {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                ResponseEntity.BodyBuilder answer = ResponseEntity.status(response.statusCode());
                for (String header : new String[] {HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION}) {
                    response.headers().firstValue(header).ifPresent(value -> answer.header(header, value));
                }
                return answer.body(in.readNBytes(MOST_BYTES));
            }
        } catch (IOException e) {
            throw new VisorException(
                    ErrorCode.UNAVAILABLE,
                    "the compression service at %s, which keeps recipes and runs experiments, does not answer"
                            .formatted(settings.compressionUrl()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisorException(ErrorCode.UNAVAILABLE, "interrupted while asking the compression service", e);
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
