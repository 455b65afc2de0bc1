package dev.visor.ingest.neighbour;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Another service: calls are handed to it and its answers back, whatever they are. Redirects are not followed. */
public final class Neighbour implements AutoCloseable {
    private static final int MOST_BYTES = 8 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI url;
    private final String name;
    private final String token;
    private final Duration patience;

    /**
     * A service.
     *
     * @param name who it is and what it does, for messages
     * @param token that services ask each other for; blank for none
     * @param patience how long an answer may take
     */
    public Neighbour(URI url, String name, String token, Duration patience) {
        this.url = url;
        this.name = name;
        this.token = token;
        this.patience = patience;
    }

    /**
     * Calls it.
     *
     * @param path made of our own words and checked names
     * @param contentType of the body, if there is one
     * @throws VisorException {@code UNAVAILABLE} if it does not answer
     */
    public ResponseEntity<byte[]> call(String method, String path, byte[] body, String contentType) {
        return call(method, path, body, contentType, patience);
    }

    /**
     * Calls it.
     *
     * @param patience how long this answer may take
     * @throws VisorException {@code UNAVAILABLE} if it does not answer
     */
    public ResponseEntity<byte[]> call(String method, String path, byte[] body, String contentType, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(patience)
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
                return answer.body(whole(in));
            }
        } catch (IOException e) {
            throw new VisorException(ErrorCode.UNAVAILABLE, "%s at %s does not answer".formatted(name, url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisorException(ErrorCode.UNAVAILABLE, "interrupted while asking " + name, e);
        }
    }

    private byte[] whole(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "the answer of %s has more than %d MB; ask for less".formatted(name, MOST_BYTES >> 20));
        }
        return bytes;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
