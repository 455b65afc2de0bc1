package dev.visor.ingest.dashboard.api;

import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.dashboard.DashboardProperties;
import dev.visor.ingest.dashboard.view.Picture;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Fetches pictures of frames from the one inference service that the settings name. Of an event's {@code imageUri} only
 * the path is used, and only if it looks like one of ours: an event can't make this service call anything else. Redirects
 * are not followed, the answer must be a JPEG or PNG of bounded size and have the digest that the event states.
 */
@Component
class PictureFetcher {
    private static final Pattern PATH = Pattern.compile("/api/v1/frames/" + Names.PATTERN + "/[0-9]{1,18}");

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final DashboardProperties properties;
    private final String token;

    PictureFetcher(DashboardProperties properties, @Value("${visor.security.token:}") String token) {
        this.properties = properties;
        this.token = token;
    }

    /** A picture and what it is. */
    record Fetched(byte[] bytes, String mediaType) {}

    Fetched fetch(Picture picture) {
        URI uri = properties.inferenceUrl().resolve(path(picture.uri()));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(properties.pictureTimeout())
                .header("Accept", "image/jpeg, image/png");
        if (!token.isBlank()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new VisorException(
                            response.statusCode() == 404 ? ErrorCode.NOT_FOUND : ErrorCode.UNAVAILABLE,
                            "the inference service answered %d for the picture; it keeps pictures for a while only"
                                    .formatted(response.statusCode()));
                }
                return verified(picture, body.readNBytes(limit() + 1));
            }
        } catch (IOException e) {
            throw new VisorException(
                    ErrorCode.UNAVAILABLE,
                    "the inference service at %s does not answer".formatted(properties.inferenceUrl()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VisorException(ErrorCode.UNAVAILABLE, "interrupted while fetching the picture", e);
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    private static String path(String uri) {
        String path = uri.startsWith("/") ? uri : pathOf(uri);
        if (!PATH.matcher(path).matches()) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND, "the event's picture does not lie on an inference service of ours");
        }
        return path;
    }

    private static String pathOf(String uri) {
        try {
            String path = URI.create(uri).getRawPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Fetched verified(Picture picture, byte[] bytes) {
        if (bytes.length > limit()) {
            throw new VisorException(
                    ErrorCode.UNAVAILABLE, "the picture has more than %d bytes, the limit".formatted(limit()));
        }
        if (picture.digest() != null && !picture.digest().equals(Sha256.of(bytes))) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND, "the picture was overwritten: its bytes are not those the event names");
        }
        return new Fetched(bytes, mediaType(bytes));
    }

    private static String mediaType(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        throw new VisorException(ErrorCode.UNAVAILABLE, "the inference service answered neither JPEG nor PNG");
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private int limit() {
        return Math.toIntExact(properties.pictureLimit().toBytes());
    }
}
