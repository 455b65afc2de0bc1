package dev.visor.evaluation;

import dev.visor.platform.process.OrderlyStop;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the evaluation service. */
@SpringBootApplication(scanBasePackages = {"dev.visor.evaluation", "dev.visor.platform"})
public class EvaluationService {
    public static void main(String[] args) {
        OrderlyStop.onSignals(SpringApplication.run(EvaluationService.class, args));
    }
}
