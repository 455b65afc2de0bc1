package dev.visor.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The four services as processes of the same jars as in production; one that dies is started again. */
final class ServiceProcesses {
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Installation installation;
    private final Ports ports;
    private final VisorClient client;
    private final Map<VisorService, ChildProcess> running = new EnumMap<>(VisorService.class);
    private boolean stopping;

    ServiceProcesses(Installation installation, Ports ports, VisorClient client) {
        this.installation = installation;
        this.ports = ports;
        this.client = client;
    }

    static void endLeftovers(Installation installation) {
        for (VisorService service : VisorService.values()) {
            ChildProcess.endLeftover(installation, service.word());
        }
    }

    synchronized void startAll() {
        for (VisorService service : VisorService.values()) {
            start(service);
        }
    }

    /** Waits until all are ready; fails with the log's place if one does not come up. */
    void awaitReady() throws InterruptedException {
        long begin = System.nanoTime();
        long deadline = begin + START_PATIENCE.toNanos();
        List<VisorService> waiting = new ArrayList<>(List.of(VisorService.values()));
        int all = waiting.size();
        while (!waiting.isEmpty()) {
            for (VisorService service : List.copyOf(waiting)) {
                ChildProcess process = process(service);
                if (!process.isAlive()) {
                    throw new StartException("%s ended with %d while starting: see %s"
                            .formatted(service.module(), process.exitCode(), process.log()));
                }
            }
            waiting.removeIf(client::isReady);
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            Console.bar(
                    "starting the services",
                    (all - waiting.size()) / (double) all,
                    waiting.isEmpty()
                            ? "after " + Console.seconds(passed)
                            : "waiting for %s, %s".formatted(words(waiting), Console.seconds(passed)));
            if (System.nanoTime() > deadline) {
                throw new StartException("%s not ready after %d s: see %s"
                        .formatted(words(waiting), START_PATIENCE.toSeconds(), installation.logs()));
            }
            Thread.sleep(250);
        }
        Console.endBar();
    }

    /** Starts again what has died. */
    synchronized void revive() {
        if (stopping) {
            return;
        }
        for (VisorService service : VisorService.values()) {
            ChildProcess process = running.get(service);
            if (process != null && !process.isAlive()) {
                Console.say(
                        "%s ended with %d: starting it again (log: %s)",
                        service.module(), process.exitCode(), process.log());
                start(service);
            }
        }
    }

    synchronized void stopAll() {
        stopping = true;
        List<Thread> stops = running.values().stream()
                .map(process -> Thread.ofVirtual().start(() -> process.stop(STOP_PATIENCE)))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized ChildProcess process(VisorService service) {
        return java.util.Objects.requireNonNull(running.get(service));
    }

    private void start(VisorService service) {
        List<String> command = Installation.javaCommand(
                "-Xmx" + service.heap(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + installation.cache().resolve("javacpp"),
                "-Djava.io.tmpdir=" + installation.folder("tmp"),
                "-jar",
                installation.serviceJar(service).toString());
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(ports.of(service)),
                "SERVER_ADDRESS", Ports.HOST,
                "VISOR_DB_URL", ports.jdbcUrl(),
                "VISOR_KAFKA_BOOTSTRAP", ports.bootstrap(),
                "VISOR_STORE_PATH", installation.store().toString(),
                "VISOR_DATA", installation.folder("services").toString(),
                "VISOR_DASHBOARD_INFERENCEURL", ports.url(VisorService.INFERENCE),
                "VISOR_INGEST_COMPRESSIONURL", ports.url(VisorService.COMPRESSION),
                "VISOR_INGEST_EVALUATIONURL", ports.url(VisorService.EVALUATION),
                "VISOR_INFERENCE_SOURCEROOTS", installation.folder("sources").toString() + extraRoots());
        running.put(service, ChildProcess.start(installation, service.word(), command, environment));
    }

    /** Folders that a camera source may be read from, beside the data folder's own. */
    private static String extraRoots() {
        String roots = System.getProperty("visor.sources", "");
        return roots.isBlank() ? "" : "," + roots;
    }

    private static String words(List<VisorService> services) {
        return String.join(", ", services.stream().map(VisorService::module).toList());
    }
}
