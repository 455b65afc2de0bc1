package dev.visor.inference;

import dev.visor.platform.process.OrderlyStop;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the inference service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.inference", "dev.visor.platform"})
public class InferenceService {
    public static void main(String[] args) {
        OrderlyStop.onSignals(SpringApplication.run(InferenceService.class, args));
    }
}
