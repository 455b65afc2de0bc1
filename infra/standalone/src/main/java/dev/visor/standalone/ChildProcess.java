package dev.visor.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours with a log file and a pid file. It has a session of its own where the system can do that, so that
 * Ctrl-C reaches the launcher alone, which then stops everything in order.
 */
final class ChildProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final Process process;
    private final Path pidFile;
    private final Path log;

    private ChildProcess(String name, Process process, Path pidFile, Path log) {
        this.name = name;
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
    }

    static ChildProcess start(
            Installation installation, String name, List<String> command, Map<String, String> environment) {
        List<String> full = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            full.add(SETSID.toString());
        }
        full.addAll(command);
        Path log = installation.logs().resolve(name + ".log");
        Path pidFile = installation.run().resolve(name + ".pid");
        try {
            ProcessBuilder builder = new ProcessBuilder(full)
                    .directory(installation.data().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Files.writeString(pidFile, process.pid() + " " + startOf(process.toHandle()));
            return new ChildProcess(name, process, pidFile, log);
        } catch (IOException e) {
            throw new StartException("cannot start " + name, e);
        }
    }

    /** Ends what an earlier start left running after it was killed. */
    static void endLeftover(Installation installation, String name) {
        Path pidFile = installation.run().resolve(name + ".pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            String[] words =
                    Files.readString(pidFile, StandardCharsets.UTF_8).strip().split(" ", 2);
            Optional<ProcessHandle> leftover = ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(handle -> words.length == 2 && startOf(handle).equals(words[1]));
            if (leftover.isPresent()) {
                Console.say("%s still runs from an earlier start (process %s): ending it", name, words[0]);
                end(leftover.get(), Duration.ofSeconds(20));
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException | NumberFormatException e) {
            throw new StartException("cannot read %s: delete it if no %s runs".formatted(pidFile, name), e);
        }
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    Path log() {
        return log;
    }

    void stop(Duration patience) {
        end(process.toHandle(), patience);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            Console.say("cannot delete %s", pidFile);
        }
    }

    /** A pid may be given out again; with its start time it names one process. */
    private static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static void end(ProcessHandle handle, Duration patience) {
        handle.destroy();
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            handle.destroyForcibly();
        }
    }
}
