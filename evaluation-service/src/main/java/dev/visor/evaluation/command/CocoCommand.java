package dev.visor.evaluation.command;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.coco.CocoEvaluation;
import dev.visor.evaluation.coco.CocoLimits;
import dev.visor.evaluation.coco.CocoReport;
import dev.visor.evaluation.coco.Draws;
import dev.visor.evaluation.coco.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Evaluates two COCO files and prints what the service would answer. */
final class CocoCommand implements Command {
    private static final long SEED = 7;
    private static final double QUIET_SECONDS = 2;

    @Override
    public String name() {
        return "coco";
    }

    @Override
    public String usage() {
        return "<groundTruth> <detections> [<replicates> [<seed>]]   COCO's figures and TIDE's errors of two files, gzipped or not, as JSON";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream errors) throws IOException {
        if (arguments.size() < 2 || arguments.size() > 4) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "coco takes 2 files, were %d: %s".formatted(arguments.size(), usage()));
        }
        Draws draws = new Draws(Math.clamp(number(arguments, 2, 0), -1, Integer.MAX_VALUE), number(arguments, 3, SEED));
        Path groundTruth = Path.of(arguments.get(0));
        Path detections = Path.of(arguments.get(1));
        CocoReport report = new CocoEvaluation(CocoLimits.DEFAULT, draws, teller(errors))
                .run(() -> Files.newInputStream(groundTruth), () -> Files.newInputStream(detections));
        out.println(ContractJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        return 0;
    }

    private static long number(List<String> arguments, int place, long absent) {
        if (place >= arguments.size()) {
            return absent;
        }
        try {
            return Long.parseLong(arguments.get(place));
        } catch (NumberFormatException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "'%s' is no whole number".formatted(arguments.get(place)), e);
        }
    }

    /** Says nothing of what is quickly done. */
    private static Progress teller(PrintStream errors) {
        long start = System.nanoTime();
        return (step, done) -> {
            double seconds = (System.nanoTime() - start) / 1e9;
            if (seconds >= QUIET_SECONDS) {
                errors.printf(
                        Locale.ROOT,
                        done == 0 ? "%1$s … (%3$.0f s)%n" : "%1$s: %2$,d (%3$.0f s)%n",
                        step,
                        done,
                        seconds);
            }
        };
    }
}
