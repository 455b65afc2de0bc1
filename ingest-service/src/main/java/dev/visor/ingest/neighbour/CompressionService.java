package dev.visor.ingest.neighbour;

import dev.visor.ingest.IngestSettings;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands a call to the compression service and its answer back. */
@Component
public class CompressionService {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Neighbour neighbour;

    CompressionService(IngestSettings settings, @Value("${visor.security.token:}") String token) {
        this.neighbour = new Neighbour(
                settings.compressionUrl(),
                "the compression service, which keeps recipes and runs experiments,",
                token,
                PATIENCE);
    }

    /** As {@link Neighbour#call}. */
    public ResponseEntity<byte[]> call(String method, String path, byte[] body, String contentType) {
        return neighbour.call(method, path, body, contentType);
    }

    @PreDestroy
    void close() {
        neighbour.close();
    }
}
