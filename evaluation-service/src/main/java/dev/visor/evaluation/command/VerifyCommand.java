package dev.visor.evaluation.command;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.replay.Check;
import dev.visor.evaluation.replay.LedgerFile;
import dev.visor.evaluation.replay.Replay;
import dev.visor.evaluation.replay.Verification;
import dev.visor.platform.artifact.FileArtifactStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Checks a ledger offline, from its entries and the artefacts that they name. */
final class VerifyCommand implements Command {
    private static final String LOOK = "--look";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return "<ledger.json> <artefacts> [--look] [<entry>]   gives decisions again from GET /api/v1/ledger and the artefact folder; --look lets the models look at the pictures again";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream errors) throws IOException {
        List<String> plain = new ArrayList<>(arguments);
        boolean look = plain.remove(LOOK);
        if (plain.size() < 2 || plain.size() > 3) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "verify takes a file and a folder, were %d: %s".formatted(plain.size(), usage()));
        }
        Path folder = Path.of(plain.get(1));
        if (!Files.isDirectory(folder)) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "there is no artefact folder %s".formatted(folder.toAbsolutePath()));
        }
        List<LedgerFile.Line> lines =
                LedgerFile.read(Files.readAllBytes(Path.of(plain.get(0)))).lines();
        long only = plain.size() == 3 ? entry(plain.get(2), lines) : 0;
        List<Check> defects = new ArrayList<>();
        int[] checks = new int[1];
        Consumer<Check> heard = check -> {
            checks[0]++;
            String defect = check.defect();
            out.printf(
                    Locale.ROOT,
                    "entry %d  %s  %s%s%n",
                    check.entry(),
                    defect == null ? "holds " : "BROKEN",
                    check.what(),
                    defect == null ? "" : ": " + defect);
            if (defect != null) {
                defects.add(check);
            }
        };
        new Verification(new Replay(new FileArtifactStore(folder), look, progress(errors), heard), heard)
                .of(lines, only);
        out.printf(
                Locale.ROOT,
                "%d entries, %d checks, %s%n",
                lines.size(),
                checks[0],
                defects.isEmpty() ? "all hold" : defects.size() + " broken");
        return defects.isEmpty() ? 0 : 1;
    }

    private static long entry(String text, List<LedgerFile.Line> lines) {
        if (lines.stream().noneMatch(line -> Long.toString(line.sequence()).equals(text))) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "there is no entry '%s'; the file has %d to %d"
                            .formatted(
                                    text,
                                    lines.getFirst().sequence(),
                                    lines.getLast().sequence()));
        }
        return Long.parseLong(text);
    }

    /** A line each second. */
    private static LocalLooks.Progress progress(PrintStream errors) {
        long[] told = {System.nanoTime()};
        long began = told[0];
        return (look, seen, pictures) -> {
            long now = System.nanoTime();
            synchronized (told) {
                if (now - told[0] < 1_000_000_000L) {
                    return;
                }
                told[0] = now;
            }
            errors.printf(Locale.ROOT, "looking: %d of %d pictures (%.0f s)%n", seen, pictures, (now - began) / 1e9);
        };
    }
}
