package dev.visor.ingest;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the ingest service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.ingest", "dev.visor.platform"})
@ConfigurationPropertiesScan("dev.visor.ingest")
public class IngestService {
    public static void main(String[] args) {
        SpringApplication.run(IngestService.class, args);
    }

    @Bean
    Clock clock() {
        // The database keeps microseconds; what is told must be what is kept.
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
