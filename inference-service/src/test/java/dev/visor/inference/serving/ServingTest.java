package dev.visor.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.inference.ServiceTest;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ServingTest extends ServiceTest {
    @Autowired
    ModelLoader loader;

    @Autowired
    ServedModelTable table;

    @Autowired
    NodeReporter reporter;

    @Autowired
    ServingProperties properties;

    @Test
    void swapsUnderLoadWithoutAFailedRequest() throws Exception {
        serveTiny(2);
        byte[] picture = PictureEncoder.png(noise(80, 60, 1));
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        Set<String> digests = ConcurrentHashMap.newKeySet();
        List<String> failures = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            List<Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                loops.add(clients.submit(() -> {
                    while (running.get()) {
                        HttpResponse<byte[]> response = detect(picture, "");
                        if (response.statusCode() == 200) {
                            answered.incrementAndGet();
                            digests.add(json(response).get("digest").asString());
                        } else {
                            synchronized (failures) {
                                failures.add(response.statusCode() + " " + new String(response.body()));
                            }
                        }
                    }
                }));
            }
            ChampionChanged last = null;
            for (int classes : new int[] {3, 2, 4, 5, 2}) {
                last = serveTiny(classes);
            }
            running.set(false);
            for (Future<?> loop : loops) {
                loop.get();
            }
            assertThat(json(detect(picture, "")).get("digest").asString())
                    .isEqualTo(last.artifact().digest().hex());
        }
        assertThat(failures).isEmpty();
        assertThat(answered.get()).isPositive();
        assertThat(digests).hasSizeGreaterThan(1);
    }

    @Test
    void refusesAFileThatDoesNotHaveItsDigestAndGoesOnWithTheFormer() throws IOException {
        ChampionChanged former = serveTiny(2);
        Artifact artifact = store.put(tinyModel(6));
        Path file = store.fetch(artifact.digest());
        file.toFile().setWritable(true);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        ChampionChanged corrupt = name(artifact, tinyManifest(6), 0.1);
        NodeReported report = awaitRejected(corrupt);
        assertThat(report.rejected()).isEqualTo(corrupt.variant());
        assertThat(report.reason()).isNotBlank();
        assertThat(report.digest()).isEqualTo(former.artifact().digest());
        assertThat(json(detect(PictureEncoder.png(noise(64, 64, 1)), ""))
                        .get("digest")
                        .asString())
                .isEqualTo(former.artifact().digest().hex());
        assertThat(json(get("/api/v1/node")).get("state").asString()).isEqualTo("REJECTED");
        // The overseer names the former champion again: nothing is loaded, it is just said.
        awaitServing(name(former.artifact(), former.manifest(), 0.1));
    }

    @Test
    void refusesAModelThatComputesNoNumbers() {
        serveTiny(2);
        ChampionChanged bad = name(store.put(GraphWriter.toBytes(notNumbers())), tinyManifest(2), 0.1);
        assertThat(awaitRejected(bad).reason()).contains("self-test", "NaN");
    }

    @Test
    void refusesAFileThatIsNotThereAndAManifestThatDoesNotFit() {
        serveTiny(2);
        ChampionChanged missing = name(new Artifact(Sha256.of(new byte[] {9}), 1), tinyManifest(2), 0.1);
        assertThat(awaitRejected(missing).reason()).isNotBlank();
        ChampionChanged misfit = name(store.put(tinyModel(2)), tinyManifest(3), 0.1);
        assertThat(awaitRejected(misfit).reason()).contains("[1, 6, 80]");
    }

    @Test
    void leavesAloneAnOlderWord() {
        long older = nextSequence();
        serveTiny(2);
        scenario.publish(champion(older, store.put(tinyModel(3)), tinyManifest(3), 0.1));
        ChampionChanged next = serveTiny(4);
        assertThat(scenario.events()
                        .of(NodeReported.class)
                        .filter(r -> r.event().state() == NodeState.LOADING)
                        .map(r -> r.event().ledgerSequence()))
                .doesNotContain(older)
                .contains(next.ledgerSequence());
    }

    @Test
    void servesTheFormerModelAfterARestartWithoutKafka() {
        ChampionChanged champion = serveTiny(3);
        scenario.awaitState(
                "it is remembered",
                () -> table.find("roadside")
                                .map(ChampionChanged::ledgerSequence)
                                .orElse(0L)
                        == champion.ledgerSequence());
        ModelSlot fresh = new ModelSlot();
        NodeAgent agent = new NodeAgent(fresh, loader, table, reporter, properties);
        agent.start();
        try {
            scenario.awaitState("it serves", () -> agent.status().state() == NodeState.SERVING);
            assertThat(fresh.champion()).contains(champion);
        } finally {
            agent.stop();
            fresh.empty();
        }
    }

    @Test
    void reportsItsDeviceAndHowLongItsModelTakesThere() throws Exception {
        ChampionChanged champion = serveTiny(2);
        byte[] picture = PictureEncoder.png(noise(80, 60, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(detect(picture, "").statusCode()).isEqualTo(200);
        }
        assertThat(json(get("/api/v1/node")).at("/latency/count").asLong()).isGreaterThanOrEqualTo(3);

        NodeReported report = awaitServing(name(champion.artifact(), champion.manifest(), 0.2));
        assertThat(report.latency()).isNotNull().satisfies(latency -> {
            assertThat(latency.count()).isGreaterThanOrEqualTo(3);
            assertThat(latency.p50Millis()).isPositive().isLessThanOrEqualTo(latency.p99Millis());
        });
        assertThat(report.device()).isNotNull().satisfies(device -> {
            assertThat(device.cores()).isPositive();
            assertThat(device.deviceClass()).isEqualTo(properties.deviceClass());
        });
    }

    private static Graph notNumbers() {
        GraphBuilder b = new GraphBuilder("not-numbers", 1);
        String x = b.reshape(b.globalAveragePool(b.input("images", 1, 3, 64, 64)), 1, 3, 1);
        String wide = b.constant("wide", Tensor.ofFloats(new long[] {1, 1, 80}, new float[80]));
        String three = b.mul(x, wide);
        String six = b.concat(1, three, three);
        return b.outputAs(b.add(six, b.constant("nan", Tensor.scalar(Float.NaN))), "output0", 1, 6, 80)
                .build();
    }
}
