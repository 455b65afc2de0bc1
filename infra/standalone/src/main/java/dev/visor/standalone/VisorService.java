package dev.visor.standalone;

import java.util.Locale;

/** The four services, in the order in which a model meets them. */
enum VisorService {
    INGEST(8080, "512m"),
    COMPRESSION(8081, "1500m"),
    EVALUATION(8082, "1g"),
    INFERENCE(8083, "768m");

    private final int defaultPort;
    private final String heap;

    VisorService(int defaultPort, String heap) {
        this.defaultPort = defaultPort;
        this.heap = heap;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String module() {
        return word() + "-service";
    }

    int defaultPort() {
        return defaultPort;
    }

    /** Largest Java heap, as {@code -Xmx} reads it. */
    String heap() {
        return heap;
    }
}
