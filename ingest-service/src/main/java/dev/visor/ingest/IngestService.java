package dev.visor.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the ingest service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.ingest", "dev.visor.platform"})
public class IngestService {
    public static void main(String[] args) {
        SpringApplication.run(IngestService.class, args);
    }
}
