package dev.visor.inference;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the inference service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.inference", "dev.visor.platform"})
public class InferenceService {
    public static void main(String[] args) {
        SpringApplication.run(InferenceService.class, args);
    }
}
