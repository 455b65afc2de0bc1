package dev.visor.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A whole Visor in processes of its own, on free ports and a folder of the test's. */
final class RunningVisor {
    private final Path home;
    private final Path data;
    private final Path output;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private Process launcher;

    RunningVisor(Path home, Path folder) throws IOException {
        this.home = home;
        this.data = folder.resolve("data");
        this.output = folder.resolve("output.log");
        List<ServerSocket> taken = new ArrayList<>();
        for (String name :
                List.of("ingest", "compression", "evaluation", "inference", "kafka", "kafka-controller", "postgres")) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST));
            taken.add(socket);
            ports.put(name, socket.getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }

    /** Starts and waits for "Visor is up"; fails with what was printed. */
    void start() throws IOException, InterruptedException {
        Files.deleteIfExists(output);
        List<String> command = new ArrayList<>(Installation.javaCommand(
                "-Xmx192m", "-XX:+UseSerialGC", "-Dvisor.home=" + home, "-Dvisor.data=" + data));
        ports.forEach((name, port) -> command.add("-Dvisor.port.%s=%d".formatted(name, port)));
        command.add(Standalone.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        launcher = builder.start();
        long deadline = System.nanoTime() + Duration.ofMinutes(12).toNanos();
        while (!output().contains("Visor is up")) {
            if (!launcher.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Visor did not come up:\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    String output() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** As Ctrl-C does. */
    void stop() throws InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("the launcher did not stop within 120 s");
        }
    }

    /** As {@code kill -9} of the launcher does: everything that it started is left behind. */
    void killLauncher() throws InterruptedException {
        launcher.destroyForcibly().waitFor();
    }

    /** As {@code kill -9} of one service does. */
    void kill(VisorService service) throws IOException, InterruptedException {
        ProcessHandle handle = process(service.word());
        handle.destroyForcibly();
        handle.onExit().join();
    }

    /** The processes that are left of all that was started. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("run"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .toList();
        }
    }

    VisorClient client() {
        Map<VisorService, Integer> services = new java.util.EnumMap<>(VisorService.class);
        for (VisorService service : VisorService.values()) {
            services.put(service, ports.get(service.word()));
        }
        return new VisorClient(
                new Ports(services, ports.get("kafka"), ports.get("kafka-controller"), ports.get("postgres")));
    }

    private ProcessHandle process(String name) throws IOException {
        String pid = Files.readString(data.resolve("run/" + name + ".pid")).split(" ", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
