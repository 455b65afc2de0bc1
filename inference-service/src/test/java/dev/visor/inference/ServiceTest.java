package dev.visor.inference;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.NodeState;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.image.Picture;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of the whole service share: one context, champions with ever later sequences, HTTP. */
@VisorTest(
        properties = {
            "visor.inference.source-roots=target/test-sources",
            "visor.inference.node=test-node",
            "visor.inference.concurrency=2"
        })
public abstract class ServiceTest {
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    protected EventScenario scenario;

    @Autowired
    protected ArtifactStore store;

    @LocalServerPort
    private int port;

    /** A tiny detector; each number of classes makes another model. */
    protected static byte[] tinyModel(int classes) {
        return GraphWriter.toBytes(TinyModels.yoloLike(classes));
    }

    protected static DetectorManifest tinyManifest(int classes) {
        return yolov8(64, IntStream.range(0, classes).mapToObj(i -> "class" + i).toList());
    }

    protected static DetectorManifest yolov8(int size, List<String> classes) {
        InputContract input = new InputContract(
                "images",
                size,
                size,
                ColorOrder.RGB,
                List.of(0f, 0f, 0f),
                List.of(255f, 255f, 255f),
                Resize.LETTERBOX_CENTERED,
                114);
        return new DetectorManifest(DetectorFamily.YOLOV8, input, classes, 0.65, null);
    }

    protected static long nextSequence() {
        return SEQUENCE.incrementAndGet();
    }

    /** Names a champion with the next sequence. */
    protected ChampionChanged name(Artifact artifact, DetectorManifest manifest, double minimumScore) {
        ChampionChanged champion = champion(nextSequence(), artifact, manifest, minimumScore);
        scenario.publish(champion);
        return champion;
    }

    protected static ChampionChanged champion(
            long sequence, Artifact artifact, DetectorManifest manifest, double minimumScore) {
        return new ChampionChanged(
                "roadside",
                new VariantId(new ModelVersion("m" + artifact.digest().abbreviated(), 1), "baseline"),
                artifact,
                manifest,
                minimumScore,
                sequence,
                Instant.parse("2026-11-24T00:00:00Z"));
    }

    /** Names a tiny champion and waits until it serves. */
    protected ChampionChanged serveTiny(int classes) {
        ChampionChanged champion = name(store.put(tinyModel(classes)), tinyManifest(classes), 0.1);
        awaitServing(champion);
        return champion;
    }

    protected NodeReported awaitServing(ChampionChanged champion) {
        return scenario.await(
                NodeReported.class,
                r -> r.state() == NodeState.SERVING && r.ledgerSequence() == champion.ledgerSequence());
    }

    protected NodeReported awaitRejected(ChampionChanged champion) {
        return scenario.await(
                NodeReported.class,
                r -> r.state() == NodeState.REJECTED && r.ledgerSequence() == champion.ledgerSequence());
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    protected static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<byte[]> detect(byte[] picture, String query) {
        return send(request("/api/v1/detect" + query)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build());
    }

    protected HttpResponse<byte[]> get(String path) {
        return send(request(path).GET().build());
    }

    protected HttpResponse<byte[]> putJson(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    protected static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    /** Noise, the same for the same seed. */
    protected static Picture noise(int width, int height, long seed) {
        byte[] bgr = new byte[width * height * 3];
        new Random(seed).nextBytes(bgr);
        return new Picture(width, height, bgr);
    }
}
