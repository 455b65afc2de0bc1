package dev.visor.compression.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.RealModels;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.KernelTime;
import dev.visor.contracts.compression.ReportDetails;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest
class CompressionFlowTest {
    @Autowired
    EventScenario scenario;

    @Autowired
    ArtifactStore store;

    @LocalServerPort
    int port;

    @Test
    void turnsAnUploadIntoVariantsAndTheSameUploadIntoTheSameBytesWithoutWork() throws Exception {
        Artifact model = store.put(GraphWriter.toBytes(TinyModels.yoloLike(2)));
        Sha256 dataset = dataset();
        scenario.publish(registered("flow", 1, model, dataset, List.of()));

        CompressionPlanned planned =
                scenario.await(CompressionPlanned.class, e -> e.key().equals("flow"));
        assertThat(planned.variants())
                .extracting(VariantId::recipe)
                .startsWith(VariantId.BASELINE)
                .contains("fp16", "fast", "fp32-clean");

        VariantCompressed baseline = compressed("flow.1.baseline");
        assertThat(baseline.artifact()).isEqualTo(model);
        assertThat(baseline.parent()).isNull();
        assertThat(baseline.tripwire()).isNull();
        assertThat(baseline.report().macs()).isPositive();

        VariantCompressed fast = compressed("flow.1.fast");
        assertThat(fast.parent()).isEqualTo(VariantId.parse("flow.1.baseline"));
        assertThat(fast.tripwire()).isNull();
        assertThat(fast.report().passes()).isNotEmpty();
        assertThat(fast.report().outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.sqnrDecibels()).isGreaterThan(10));
        explains(fast);
        Graph graph = GraphReader.read(store.fetch(fast.artifact().digest()));
        assertThat(graph.metadata())
                .containsEntry("visor.parent", model.digest().hex())
                .containsEntry("visor.recipe", "fast")
                .containsEntry("visor.dataset", dataset.hex());

        CompressionFailed clean = scenario.await(
                CompressionFailed.class, e -> e.variant().toString().equals("flow.1.fp32-clean"));
        assertThat(clean.reason()).contains("leaves this model as it is");

        scenario.publish(registered("flow", 2, model, dataset, List.of("fast")));
        VariantCompressed again = compressed("flow.2.fast");
        assertThat(again.artifact()).isEqualTo(fast.artifact());
        assertThat(get("/api/v1/jobs/flow.2.fast").path("reused").asBoolean()).isTrue();
        assertThat(get("/api/v1/jobs/flow.1.fast").path("state").asString()).isEqualTo("DONE");
        assertThat(get("/api/v1/jobs?model=flow").size()).isGreaterThan(4);
    }

    private void explains(VariantCompressed fast) throws IOException {
        CompressionReport report = fast.report();
        assertThat(Objects.requireNonNull(report.download()).bytes()).isLessThan(report.sizeBytes());
        assertThat(Objects.requireNonNull(report.precision()).integerMacShare()).isGreaterThan(0.5);
        assertThat(Objects.requireNonNull(report.time()).integer()).isPositive();
        assertThat(Objects.requireNonNull(report.provenance()).recipe()).isEqualTo("fast");
        PassReport quantized = report.passes().stream()
                .filter(pass -> pass.pass().equals("quantize-static"))
                .findFirst()
                .orElseThrow();
        assertThat(quantized.sqnrDecibels()).isBetween(10.0, 100.0);
        assertThat(quantized.options()).containsEntry("images", "100");
        Sha256 details = Objects.requireNonNull(report.details()).digest();
        ReportDetails rows =
                ContractJson.MAPPER.readValue(Files.readAllBytes(store.fetch(details)), ReportDetails.class);
        assertThat(rows.nodes())
                .noneMatch(n -> n.opType().endsWith("quantizeLinear"))
                .anyMatch(n -> n.integer() && Integer.valueOf(8).equals(n.weightBits()) && n.sqnrDecibels() != null);
        assertThat(rows.ranges())
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.low()).isLessThanOrEqualTo(r.high()))
                .anyMatch(r -> r.value().equals("images") && r.calibrator().equals("input"));
        assertThat(rows.kernels()).anyMatch(k -> k.kind() == KernelTime.Kind.INTEGER);
    }

    @Test
    void saysInWordsThatAnUploadIsDead() {
        Graph graph = TinyModels.yoloLike(2);
        for (Node sigmoid : graph.nodes("Sigmoid")) {
            if (graph.consumers(sigmoid.output()).stream()
                    .anyMatch(n -> n.is("Concat") && n.output().equals("output0"))) {
                String low = graph.addInitializer("low", Tensor.scalar(-30f));
                String shifted = graph.freshName("shifted");
                graph.insertBefore(sigmoid, new Node("Add", "shift", List.of(sigmoid.input(0), low), List.of(shifted)));
                sigmoid.setInput(0, shifted);
            }
        }
        Artifact model = store.put(GraphWriter.toBytes(graph));
        scenario.publish(registered("dead", 1, model, dataset(), List.of("fast")));
        assertThat(compressed("dead.1.baseline").tripwire())
                .contains("0 detections of score ≥ 0.05 on 6 pictures")
                .contains("best score is 0.0000");
        assertThat(compressed("dead.1.fast").tripwire()).contains("0 detections");
    }

    @Test
    void saysWhyARecipeCantBeFollowed() {
        Artifact model = store.put(GraphWriter.toBytes(TinyModels.yoloLike(3)));
        scenario.publish(registered("blind", 1, model, null, List.of("fast", "magic")));
        CompressionFailed failed = scenario.await(
                CompressionFailed.class, e -> e.variant().toString().equals("blind.1.fast"));
        assertThat(failed.code()).isEqualTo(ErrorCode.CALIBRATION_DATA_MISSING);
        CompressionFailed unknown = scenario.await(
                CompressionFailed.class, e -> e.variant().toString().equals("blind.1.magic"));
        assertThat(unknown.reason()).contains("there is no recipe 'magic'; there are [baseline,");
        assertThat(compressed("blind.1.baseline").tripwire()).isNull();
    }

    @Test
    void describesPassesAndRecipesAndRefusesWhatIsNotAVariant() throws Exception {
        JsonNode passes = get("/api/v1/passes");
        assertThat(passes.valueStream().map(p -> p.path("id").asString())).contains("quantize-static");
        assertThat(get("/api/v1/recipes").get(0).path("name").asString()).isEqualTo("baseline");
        assertThat(send("/api/v1/jobs/nothing").statusCode()).isEqualTo(400);
        assertThat(send("/api/v1/jobs/no.1.fast").statusCode()).isEqualTo(404);
        assertThat(send("/api/v1/jobs?limit=0").statusCode()).isEqualTo(400);
        assertThat(send("/v3/api-docs").body()).contains("/api/v1/jobs/{variant}");
    }

    private VariantCompressed compressed(String variant) {
        return scenario.await(
                VariantCompressed.class, e -> e.variant().toString().equals(variant));
    }

    private Sha256 dataset() {
        List<LabelledImage> images = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 6; i++) {
            byte[] pixels = new byte[96 * 64 * 3];
            int tone = random.nextInt(1, 256);
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) random.nextInt(tone);
            }
            Artifact picture = store.put(PictureEncoder.png(new Picture(96, 64, pixels)));
            images.add(new LabelledImage(i + ".png", picture.digest(), 96, 64, Split.CALIB, false, List.of()));
        }
        DatasetManifest manifest = new DatasetManifest("noise", List.of("class0", "class1"), images);
        return store.put(ContractJson.MAPPER.writeValueAsBytes(manifest)).digest();
    }

    private static ModelRegistered registered(
            String name, int version, Artifact model, @Nullable Sha256 dataset, List<String> recipes) {
        int classes = name.equals("blind") ? 3 : 2;
        return new ModelRegistered(
                new ModelVersion(name, version),
                model,
                RealModels.yolov8(64, List.of("class0", "class1", "class2").subList(0, classes)),
                "noise",
                dataset,
                Policy.standard(),
                recipes,
                Instant.now());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = send(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Objects.requireNonNull(JsonMapper.shared().readTree(response.body()));
    }

    private HttpResponse<String> send(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
