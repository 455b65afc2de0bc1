package dev.visor.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Kafka broker (KRaft, broker and controller in one) as its own process. */
final class KafkaBroker {
    /** One cluster a data folder; the id only has to stay the same. */
    private static final String CLUSTER_ID = "dmlzb3Itc3RhbmRhbG9uZQ";

    private final Installation installation;
    private final Ports ports;

    KafkaBroker(Installation installation, Ports ports) {
        this.installation = installation;
        this.ports = ports;
    }

    ChildProcess start() {
        Path data = installation.data().resolve("kafka");
        Path settings = installation.run().resolve("kafka.properties");
        try {
            Files.writeString(settings, settings(data));
        } catch (IOException e) {
            throw new StartException("cannot write " + settings, e);
        }
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(settings);
        }
        return ChildProcess.start(
                installation, "kafka", command("-Xmx384m", "kafka.Kafka", settings.toString()), Map.of());
    }

    private String settings(Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s:%3$d
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                advertised.listeners=PLAINTEXT://%1$s:%2$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%4$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(Ports.HOST, ports.kafka(), ports.kafkaController(), data);
    }

    private void format(Path settings) {
        Path log = installation.logs().resolve("kafka-format.log");
        try {
            Process process = new ProcessBuilder(command(
                            "-Xmx128m",
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            CLUSTER_ID,
                            "-c",
                            settings.toString(),
                            "--ignore-formatted"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartException("Kafka's storage could not be formatted: see " + log);
            }
        } catch (IOException e) {
            throw new StartException("cannot format Kafka's storage", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while formatting Kafka's storage", e);
        }
    }

    private List<String> command(String heap, String main, String... arguments) {
        List<String> command = new ArrayList<>(Installation.javaCommand(
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.level=WARN",
                "-cp",
                installation.brokerLibraries() + "/*",
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    static final Duration PATIENCE = Duration.ofSeconds(30);
}
