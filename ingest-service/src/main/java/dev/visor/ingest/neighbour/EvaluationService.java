package dev.visor.ingest.neighbour;

import dev.visor.ingest.IngestSettings;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands a call to the evaluation service and its answer back. */
@Component
public class EvaluationService {
    /** Longer than a dry run or a comparison may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Neighbour neighbour;

    EvaluationService(IngestSettings settings, @Value("${visor.security.token:}") String token) {
        this.neighbour = new Neighbour(
                settings.evaluationUrl(), "the evaluation service, which measures and judges,", token, PATIENCE);
    }

    /** As {@link Neighbour#call}. */
    public ResponseEntity<byte[]> call(String method, String path, byte[] body, String contentType) {
        return neighbour.call(method, path, body, contentType);
    }

    /** As {@link Neighbour#call}, with a patience of its own. */
    public ResponseEntity<byte[]> call(String method, String path, byte[] body, String contentType, Duration patience) {
        return neighbour.call(method, path, body, contentType, patience);
    }

    @PreDestroy
    void close() {
        neighbour.close();
    }
}
