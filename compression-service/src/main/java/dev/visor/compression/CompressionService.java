package dev.visor.compression;

import dev.visor.platform.process.OrderlyStop;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the compression service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.compression", "dev.visor.platform"})
public class CompressionService {
    public static void main(String[] args) {
        OrderlyStop.onSignals(SpringApplication.run(CompressionService.class, args));
    }
}
