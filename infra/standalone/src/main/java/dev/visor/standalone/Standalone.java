package dev.visor.standalone;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Starts Visor on this machine and stays until it is stopped.
 *
 * <p>System properties: {@code visor.home} (what was built), {@code visor.data} (default {@code .visor} in it),
 * {@code visor.port.<name>}, {@code visor.sources} (further folders that cameras may be read from, comma-separated),
 * {@code visor.sample} ({@code false} leaves the sample out).
 */
public final class Standalone {
    private final Installation installation;
    private final Ports ports;
    private final VisorClient client;
    private final PostgresServer postgres;
    private final ServiceProcesses services;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private @Nullable ChildProcess kafka;
    private @Nullable InstanceLock lock;

    private Standalone(Installation installation, Ports ports) {
        this.installation = installation;
        this.ports = ports;
        this.client = new VisorClient(ports);
        this.postgres = new PostgresServer(installation, ports.postgres());
        this.services = new ServiceProcesses(installation, ports, client);
    }

    /** Exit codes: 0 stopped, 1 could not start. */
    public static void main(String[] args) {
        Path home =
                Path.of(System.getProperty("visor.home", "")).toAbsolutePath().normalize();
        Path data = Path.of(
                        System.getProperty("visor.data", home.resolve(".visor").toString()))
                .toAbsolutePath()
                .normalize();
        CountDownLatch stop = new CountDownLatch(1);
        try {
            Standalone visor = new Standalone(new Installation(home, data), Ports.configured());
            Runtime.getRuntime().addShutdownHook(new Thread(visor::stop, "stop"));
            visor.start();
            visor.watch(stop);
        } catch (StartException e) {
            Console.say("Visor cannot start: %s", e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            Console.say("Visor cannot start: %s", e);
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() throws InterruptedException {
        long begin = System.nanoTime();
        InstanceLock taken = InstanceLock.take(installation);
        lock = taken;
        ServiceProcesses.endLeftovers(installation);
        ChildProcess.endLeftover(installation, "kafka");
        postgres.endLeftover();
        ports.requireFree();

        Console.say("Starting PostgreSQL and Kafka (data in %s)", installation.data());
        ChildProcess broker = new KafkaBroker(installation, ports).start();
        kafka = broker;
        postgres.start();
        Database.prepare(ports);
        awaitBroker(broker);
        services.startAll();
        services.awaitReady();
        Console.say("Services are ready after %s", Console.seconds(since(begin)));
        if (Boolean.parseBoolean(System.getProperty("visor.sample", "true"))) {
            new FirstRun(installation, client).run();
        }
        new ChampionService(client).await();
        Console.say("");
        Console.say("Visor is up after %s.", Console.seconds(since(begin)));
        Console.say("  Dashboard   %s/", ports.url(VisorService.INGEST));
        Console.say("  Detect      %s/api/v1/detect", ports.url(VisorService.INFERENCE));
        Console.say("  Logs        %s", installation.logs());
        Console.say("  Ctrl-C stops everything; data stays in %s.", installation.data());
    }

    private void watch(CountDownLatch stop) throws InterruptedException {
        while (!stop.await(2, TimeUnit.SECONDS)) {
            if (kafka != null && !kafka.isAlive() && !stopped.get()) {
                Console.say("Kafka ended: starting it again (log: %s)", kafka.log());
                kafka = new KafkaBroker(installation, ports).start();
            }
            services.revive();
        }
    }

    private void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        Console.say("Stopping Visor");
        services.stopAll();
        if (kafka != null) {
            kafka.stop(KafkaBroker.PATIENCE);
        }
        if (lock != null) {
            if (postgres.isAlive()) {
                postgres.stop();
            }
            try {
                lock.close();
            } catch (IOException e) {
                Console.say("cannot release the lock: %s", e.getMessage());
            }
        }
        Console.say("Stopped");
    }

    private void awaitBroker(ChildProcess broker) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            if (!broker.isAlive()) {
                throw new StartException(
                        "Kafka ended with %d while starting: see %s".formatted(broker.exitCode(), broker.log()));
            }
            try (Socket socket = new Socket(Ports.HOST, ports.kafka())) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new StartException(
                "Kafka does not listen on %s after 60 s: see %s".formatted(ports.bootstrap(), broker.log()));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
