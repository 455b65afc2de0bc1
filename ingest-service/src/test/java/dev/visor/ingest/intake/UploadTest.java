package dev.visor.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ModelQuarantined;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.RecipeDefined;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.ingest.Api;
import dev.visor.ingest.IngestSettings;
import dev.visor.ingest.dataset.SampleSets;
import dev.visor.ingest.dataset.Zips;
import dev.visor.ingest.recipe.KnownRecipes;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.SharedFolder;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@VisorTest
class UploadTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ArtifactStore store;

    @Autowired
    private KnownRecipes recipes;

    @Autowired
    private IngestSettings settings;

    @Autowired
    private EventScenario scenario;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path temp;

    private Api api;

    @BeforeEach
    void importDataset() throws IOException {
        api = new Api(port);
        Path zip = Zips.of(temp.resolve("twins.zip"), SampleSets.yolo("[class0, class1]"));
        assertThat(api.putFile("/api/v1/datasets/twins", zip).status()).isIn(200, 201);
        for (String name : List.of("fp16", "int8")) {
            scenario.publish(recipe(name, false));
        }
        scenario.awaitState("recipes", () -> recipes.names().containsAll(List.of("fp16", "int8")));
    }

    private static RecipeDefined recipe(String name, boolean deleted) {
        return new RecipeDefined(
                name, 1, "", Sha256.of(new byte[0]), true, true, deleted, "", List.of(), Instant.EPOCH);
    }

    @AfterEach
    void nothingStaysInTheSpool() throws IOException {
        try (Stream<Path> left = Files.list(settings.spool())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aGoodModelIsOnItsWay() {
        byte[] file = ModelFiles.detector();

        Api.Answer answer = api.put("/api/v1/models/good/versions?dataset=twins&recipes=int8,fp16", file);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/models/good/versions/1");
        JsonNode json = answer.json();
        assertThat(json.at("/version").intValue()).isEqualTo(1);
        assertThat(json.at("/stage").stringValue()).isEqualTo("COMPRESSING");
        assertThat(json.at("/digest").stringValue()).isEqualTo(Sha256.of(file).hex());
        assertThat(json.at("/manifest/family").stringValue()).isEqualTo("YOLOV8");
        assertThat(json.at("/datasetChosenBy").stringValue()).isEqualTo("named in the request");
        assertThat(store.contains(Sha256.of(file))).isTrue();
        ModelRegistered event =
                scenario.await(ModelRegistered.class, e -> e.key().equals("good"));
        assertThat(event.recipes()).containsExactly("fp16", "int8");
        assertThat(event.manifest().family()).isEqualTo(DetectorFamily.YOLOV8);
        assertThat(event.policy().name()).isEqualTo("default");
    }

    @Test
    void theOnlyFittingDatasetIsTakenAndNamed() {
        Api.Answer answer = api.put("/api/v1/models/choosing/versions", ModelFiles.detector());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().at("/dataset").stringValue()).isEqualTo("twins");
        assertThat(answer.json().at("/datasetChosenBy").stringValue()).contains("fits the model's classes");
    }

    @Test
    void theSameUploadAgainIsTheSameVersionUnlessForced() {
        String path = "/api/v1/models/twice/versions?dataset=twins";
        assertThat(api.put(path, ModelFiles.detector()).status()).isEqualTo(201);

        Api.Answer again = api.put(path, ModelFiles.detector());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/version").intValue()).isEqualTo(1);
        assertThat(again.json().at("/created").booleanValue()).isFalse();
        assertThat(api.put(path + "&recipes=int8", ModelFiles.detector())
                        .json()
                        .at("/version")
                        .intValue())
                .as("other terms")
                .isEqualTo(2);
        assertThat(api.put(path + "&force=true", ModelFiles.detector())
                        .json()
                        .at("/version")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void anIdempotencyKeyAnswersTheSameVersion() {
        String path = "/api/v1/models/keyed-upload/versions?dataset=twins&force=true";
        Api.Answer first = api.put(path, ModelFiles.detector(), "Idempotency-Key", "k-1");
        Api.Answer again = api.put(path, ModelFiles.detector(), "Idempotency-Key", "k-1");
        Api.Answer other = api.put(path, ModelFiles.detector("other"), "Idempotency-Key", "k-1");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/version")).isEqualTo(first.json().at("/version"));
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aFormDoesTheSame() {
        Api.Answer answer = api.post(
                "/api/v1/models/form/versions",
                "model",
                ModelFiles.nameless(),
                "dataset",
                "twins",
                "manifest",
                "{\"family\":\"yolov8\",\"classes\":[\"class0\",\"class1\"]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().at("/manifest/classes").toString()).isEqualTo("[\"class0\",\"class1\"]");
    }

    @Test
    void aFormWithoutAModelIsRefused() {
        assertThat(api.post("/api/v1/models/form/versions", "file", new byte[10])
                        .text())
                .contains("no file part 'model'");
        assertThat(api.put("/api/v1/models/form/versions", "x", "Content-Type", "multipart/form-data; boundary=b")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void curlsFormLabelDoesNotHurtARawBody() {
        Api.Answer answer = api.put(
                "/api/v1/models/labelled/versions?dataset=twins",
                ModelFiles.detector(),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void whatTheFileDoesNotSayIsAskedFor() {
        Api.Answer refused = api.put("/api/v1/models/nameless/versions?dataset=twins", ModelFiles.nameless());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/code").stringValue()).isEqualTo("UNKNOWN_FAMILY");
        assertThat(refused.json().at("/violations").toString()).contains("classes", "candidate YOLOV8");
        leavesNoTrace("nameless", ModelFiles.nameless());

        Api.Answer told = api.put(
                "/api/v1/models/nameless/versions?dataset=twins&family=yolov8&classes=class0,class1",
                ModelFiles.nameless());
        assertThat(told.status()).as(told.text()).isEqualTo(201);
        assertThat(told.json().at("/version").intValue()).isEqualTo(1);
    }

    @Test
    void aDetectorWithTwoInputsIsRecognised() {
        Api.Answer answer = api.put("/api/v1/models/detr/versions?dataset=twins", ModelFiles.twoInputs());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().at("/manifest/family").stringValue()).isEqualTo("DETR");
        assertThat(answer.json().at("/manifest/input/sizeTensor").stringValue()).isEqualTo("orig_target_sizes");
    }

    @Test
    void whatIsNoDetectorIsRefusedWithoutATrace() {
        Api.Answer refused = api.put("/api/v1/models/no-detector/versions?dataset=twins", ModelFiles.classifier());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/code").stringValue()).isEqualTo("UNKNOWN_FAMILY");
        leavesNoTrace("no-detector", ModelFiles.classifier());
    }

    @Test
    void aDatasetThatDoesNotFitIsRefusedInWords() {
        String path = "/api/v1/models/misfit/versions?dataset=twins&classes=bird,fish";
        Api.Answer refused = api.put(path, ModelFiles.detector());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/code").stringValue()).isEqualTo("CLASS_MISMATCH");
        assertThat(refused.json().at("/violations").toString()).contains("the model has no class 'class0'");
        assertThat(api.put("/api/v1/models/misfit/versions?classes=bird,fish", ModelFiles.detector())
                        .text())
                .contains("no dataset fits the model's classes [bird, fish]", "'twins' does not fit");
        leavesNoTrace("misfit", ModelFiles.detector("never"));
    }

    @Test
    void aRecipeThatWasDeletedIsRefusedWithThoseThereAre() throws IOException {
        scenario.publish(recipe("gone", false));
        scenario.awaitState("defined", () -> recipes.names().contains("gone"));
        scenario.publish(recipe("gone", true));
        scenario.awaitState("deleted", () -> !recipes.names().contains("gone"));

        assertThat(headOnly("/api/v1/models/m/versions?recipes=gone,int8"))
                .contains(" 422 ", "there is no recipe [gone]; there are [", "fp16", "int8");
    }

    @Test
    void unknownNamesAreRefusedBeforeTheBodyIsRead() throws IOException {
        assertThat(headOnly("/api/v1/models/m/versions?dataset=nowhere")).contains(" 404 ", "no dataset 'nowhere'");
        assertThat(headOnly("/api/v1/models/m/versions?policy=none")).contains(" 404 ", "no policy 'none'");
        assertThat(headOnly("/api/v1/models/m/versions?recipes=int2")).contains(" 422 ", "no recipe [int2]");
        assertThat(headOnly("/api/v1/models/M_/versions")).contains(" 400 ", "INVALID_NAME");
        assertThat(headOnly("/api/v1/models/m/versions?datset=x")).contains(" 400 ", "unknown parameters [datset]");
        assertThat(headOnly("/api/v1/models/m/versions?family=yolo99")).contains(" 422 ", "INVALID_MANIFEST");
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of("truncated", ModelFiles.truncated(), "ONNX-TRUNCATED"),
                Arguments.of("noise", ModelFiles.noise(), "ONNX-NOT-A-MODEL"),
                Arguments.of("web-page", ModelFiles.webPage(), "ONNX-HTML"),
                Arguments.of("external-data", ModelFiles.externalData(), "ONNX-EXTERNAL-DATA"),
                Arguments.of("three-gigabytes", ModelFiles.threeGigabyteClaim(), "ONNX-LENGTH-CLAIM"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void aBadFileIsQuarantinedByItsRuleAndTheServiceGoesOn(String model, byte[] file, String rule) {
        String path = "/api/v1/models/bad-%s/versions?dataset=twins".formatted(model);

        Api.Answer answer = api.put(path, file);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.at("/code").stringValue()).isEqualTo("INVALID_MODEL");
        assertThat(problem.at("/ruleId").stringValue()).isEqualTo(rule);
        assertThat(problem.at("/version").intValue()).isEqualTo(1);
        assertThat(problem.at("/stage").stringValue()).isEqualTo("QUARANTINED");
        assertThat(problem.at("/detail").stringValue()).contains("quarantined as version 1");
        ModelQuarantined event =
                scenario.await(ModelQuarantined.class, e -> e.key().equals("bad-" + model));
        assertThat(event.ruleId()).isEqualTo(rule);

        assertThat(api.put(path, file).json().at("/version").intValue())
                .as("the same file again")
                .isEqualTo(1);
        Api.Answer good = api.put(path, ModelFiles.detector());
        assertThat(good.status()).as(good.text()).isEqualTo(201);
        assertThat(good.json().at("/version").intValue()).isEqualTo(2);
    }

    @Test
    void anUploadThatIsCutOffLeavesNoTrace() throws IOException {
        byte[] file = ModelFiles.detector("cut off");
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(
                            "PUT /api/v1/models/cut/versions?dataset=twins HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                                    .formatted(file.length)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(Arrays.copyOf(file, file.length / 2));
            socket.getOutputStream().flush();
            scenario.awaitState("it is being received", () -> spooled() == 1);
        }
        scenario.awaitState("it is gone", () -> spooled() == 0);
        leavesNoTrace("cut", file);
    }

    @Test
    void filesCanBeFetchedWholeAndInPart() {
        byte[] file = ModelFiles.detector("fetched");
        assertThat(api.put("/api/v1/models/fetched/versions?dataset=twins", file)
                        .status())
                .isEqualTo(201);
        String path = "/api/v1/models/fetched/versions/1/artifact";

        Api.Answer whole = api.get(path);
        String etag = "\"" + Sha256.of(file) + "\"";
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.response().body()).isEqualTo(file);
        assertThat(whole.header("ETag")).isEqualTo(etag);
        assertThat(whole.header("Content-Disposition")).contains("fetched.1.baseline.onnx");

        Api.Answer part = api.get(path, "Range", "bytes=10-19");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(file, 10, 20));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + file.length);

        assertThat(api.get(path, "Range", "bytes=10-19", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(api.get(path, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(api.get(path, "Range", "bytes=99999999-").status()).isEqualTo(416);
        assertThat(api.get(path + "?variant=int8").text()).contains("it has [baseline]");
        assertThat(api.get("/api/v1/models/fetched/versions/9/artifact").status())
                .isEqualTo(404);
    }

    @Test
    void realDetectorsAreUnderstood() {
        Path models = SharedFolder.require("models");
        String manifest = "&classes=class0,class1";
        Api.Answer yolov8 = api.putFile(
                "/api/v1/models/real-yolov8/versions?dataset=twins" + manifest,
                models.resolve("helmet-yolov8n-320.onnx"));
        Api.Answer yolox = api.putFile(
                "/api/v1/models/real-yolox/versions?dataset=twins" + manifest,
                models.resolve("helmet-yolox-nano-416.onnx"));

        assertThat(yolov8.status()).as(yolov8.text()).isEqualTo(201);
        assertThat(yolov8.json().at("/warnings").toString()).contains("AGPL");
        assertThat(yolox.status()).as(yolox.text()).isEqualTo(201);
        assertThat(yolox.json().at("/manifest/family").stringValue()).isEqualTo("YOLOX");
    }

    private void leavesNoTrace(String model, byte[] file) {
        assertThat(store.contains(Sha256.of(file))).isFalse();
        assertThat(jdbc.sql("select count(*) from model where name = ?")
                        .param(model)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private long spooled() throws IOException {
        try (Stream<Path> files = Files.list(settings.spool())) {
            return files.count();
        }
    }

    /** Announces a body, sends none of it, and reads the answer. */
    private String headOnly(String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
                                    .formatted(path)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
