package dev.visor.evaluation;

import dev.visor.evaluation.command.Commands;
import dev.visor.platform.process.OrderlyStop;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the evaluation service, or does what a command says. */
@SpringBootApplication(scanBasePackages = {"dev.visor.evaluation", "dev.visor.platform"})
public class EvaluationService {
    public static void main(String[] args) {
        OptionalInt status = Commands.run(args, System.out, System.err);
        if (status.isPresent()) {
            System.exit(status.getAsInt());
        }
        OrderlyStop.onSignals(SpringApplication.run(EvaluationService.class, args));
    }
}
