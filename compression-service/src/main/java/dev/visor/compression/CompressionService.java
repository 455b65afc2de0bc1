package dev.visor.compression;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the compression service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.compression", "dev.visor.platform"})
public class CompressionService {
    public static void main(String[] args) {
        SpringApplication.run(CompressionService.class, args);
    }
}
