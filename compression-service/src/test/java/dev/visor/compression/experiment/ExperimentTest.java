package dev.visor.compression.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.RealModels;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.event.ExperimentProgress;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@VisorTest
class ExperimentTest {
    @Autowired
    EventScenario scenario;

    @Autowired
    ArtifactStore store;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void everyValueBecomesAPointWithFigures() {
        upload("curved", 1);
        upload("curved", 2);
        String request = """
                {"model": "curved", "after": ["eliminate-dead-nodes"], "sweeps": [
                    {"label": "half", "pass": "convert-to-float16", "vary": "minElements", "values": [16, 1000000]},
                    {"pass": "quantize-static", "options": {"operators": "all"}, "vary": "images", "values": [2, 4]}]}""";
        HttpResponse<String> accepted = post(request);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String id = json(accepted).path("id").asString();
        assertThat(accepted.headers().firstValue("Location")).hasValue("/api/v1/experiments/" + id);
        assertThat(json(accepted).path("version").asInt()).isEqualTo(2);
        assertThat(json(accepted).path("name").asString()).isEqualTo("convert-to-float16 by minElements");

        JsonNode done = await(id);
        assertThat(done.path("measuredOn").asString()).startsWith("8 labelled pictures of the training split");
        JsonNode upload = done.path("upload");
        assertThat(upload.path("timeRatio").asDouble()).isEqualTo(1);
        JsonNode half = done.path("points").get(0);
        assertThat(half.path("state").asString()).as(half.toString()).isEqualTo("DONE");
        assertThat(half.path("value").asInt()).isEqualTo(16);
        assertThat(half.path("macs").asLong())
                .isEqualTo(upload.path("macs").asLong())
                .isPositive();
        assertThat(half.path("sizeBytes").asLong())
                .isLessThan(upload.path("sizeBytes").asLong());
        assertThat(half.path("downloadBytes").asLong())
                .isLessThan(half.path("sizeBytes").asLong());
        assertThat(half.path("ap").asDouble()).isBetween(0.0, 1.0);
        assertThat(half.path("timeRatio").asDouble()).isBetween(0.1, 10.0);
        assertThat(half.path("seconds").asDouble()).isPositive();
        JsonNode idle = done.path("points").get(1);
        assertThat(idle.path("state").asString()).isEqualTo("SKIPPED");
        assertThat(idle.path("reason").asString()).startsWith("convert-to-float16 leaves the model as it is:");
        assertThat(idle.has("ap")).isFalse();
        assertThat(done.path("points").get(2).path("sweep").asString()).isEqualTo("quantize-static by images");

        ExperimentChanged event = scenario.await(
                ExperimentChanged.class,
                e -> e.experiment().equals(id)
                        && e.points().stream().allMatch(p -> p.state().ended()));
        assertThat(event.modelVersion()).isEqualTo(new ModelVersion("curved", 2));
        assertThat(event.sweeps().getFirst().before()).contains("\"fuse-batch-norm\"");
        assertThat(event.sweeps().getLast().options()).containsEntry("operators", "\"all\"");
        scenario.await(ExperimentProgress.class, e -> e.experiment().equals(id));

        HttpResponse<String> again = post(request);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(done);
        JsonNode list = json(send("GET", "?model=curved&limit=1", ""));
        assertThat(list.path("items").get(0).path("id").asString()).isEqualTo(id);
        assertThat(list.path("items").get(0).path("done").asInt()).isEqualTo(4);
        assertThat(list.path("items").get(0).has("points")).isFalse();
    }

    @Test
    void refusesWithEverythingThatIsWrongAndLeavesNoTrace() {
        upload("refused", 1);
        HttpResponse<String> answer = post("""
                {"model": "refused", "colour": 1, "sweeps": [
                    {"pass": "prune", "vary": "goal", "values": [1, 2]},
                    {"label": "a", "pass": "quantize-static", "vary": "images", "values": [0, 4]},
                    {"label": "b", "pass": "quantize-static", "vary": "pictures", "values": [4]},
                    {"label": "c", "pass": "quantize-static", "vary": "images", "values": [4, 4]},
                    {"label": "d", "pass": "quantize-static", "vary": "images", "values": [4], "before": []},
                    {"label": "e", "pass": "quantize-static", "options": {"images": 3}, "vary": "images", "values": []}]}""");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("code").asString()).isEqualTo("INVALID_EXPERIMENT");
        List<String> violations = json(answer)
                .path("violations")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(violations)
                .anyMatch(v -> v.contains("an experiment has no 'colour'"))
                .anyMatch(v -> v.startsWith("sweep 'prune by goal': there is no pass 'prune'"))
                .anyMatch(v -> v.contains("sweep 'a'") && v.contains("images must be 1 to 10000, was 0"))
                .anyMatch(v -> v.contains("has no option 'pictures'"))
                .anyMatch(v -> v.equals("sweep 'c': value 4 is there twice"))
                .anyMatch(v -> v.startsWith("sweep 'd': quantize-static needs"))
                .anyMatch(v -> v.equals("options of sweeps[5] sets 'images', which is varied; leave it out"))
                .anyMatch(v -> v.equals("sweeps[5] needs values, a list of what 'images' is set to"));
        assertThat(jdbc.sql("select count(*) from experiment where model = 'refused'")
                        .query(Integer.class)
                        .single())
                .isZero();

        assertThat(violation("{\"model\": \"nobody\", \"sweeps\": []}"))
                .contains("there is no upload of model 'nobody'", "an experiment needs sweeps, a list");
        assertThat(violation(request("refused", 7, "[2]"))).contains("there is no version 7 of model 'refused'");
        assertThat(violation(request("refused", 1, "[%s]".formatted("1,".repeat(200) + "1"))))
                .contains("at most 200 points, this one has 201");
        upload("bare", 1, null);
        assertThat(violation(request("bare", 1, "[2]"))).contains("bare.1 has no labelled pictures");
        assertThat(post("{\"model\": \"refused\", \"model\": 1}").statusCode()).isEqualTo(400);
        assertThat(post("#".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(send("GET", "/0123456789abcdef", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "?limit=0", "").statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasCancelledIsTakenUpAgainWhenItIsPostedAgain() {
        upload("paused", 1);
        String request = request("paused", 1, "[2, 3, 4, 5, 6]");
        String id = json(post(request)).path("id").asString();
        JsonNode cancelled = json(send("DELETE", "/" + id, ""));
        assertThat(cancelled
                        .path("points")
                        .valueStream()
                        .map(p -> p.path("state").asString()))
                .contains("CANCELLED")
                .doesNotContain("WAITING");
        await(id);
        assertThat(post(request).statusCode()).isEqualTo(202);
        assertThat(await(id)
                        .path("points")
                        .valueStream()
                        .map(p -> p.path("state").asString()))
                .containsOnly("DONE");
    }

    @Test
    void aPointThatADeadProcessLeftIsTakenAgainAndTheOthersStayDone() {
        upload("killed", 1);
        String id = json(post(request("killed", 1, "[2, 3]"))).path("id").asString();
        JsonNode before = await(id);
        jdbc.sql("""
                        update experiment_point set state = 'RUNNING', ap = null, seconds = null
                        where experiment = :id and position = 1""").param("id", id).update();
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
                            picked_by, last_heartbeat, consecutive_failures, version)
                        values ('measure-point', :task, :data, now() - interval '1 hour', true, 'dead',
                            now() - interval '1 hour', 0, 1)""")
                .param("task", id + "-1")
                .param("data", ContractJson.MAPPER.writeValueAsBytes(java.util.Map.of("payload", new PointTask(id, 1))))
                .update();
        JsonNode after = await(id);
        assertThat(after.path("points").get(0)).isEqualTo(before.path("points").get(0));
        assertThat(after.path("points").get(1).path("ap"))
                .isEqualTo(before.path("points").get(1).path("ap"));
        ExperimentChanged event = scenario.await(
                ExperimentChanged.class,
                e -> e.experiment().equals(id)
                        && e.points().get(0).state() == CurvePoint.State.DONE
                        && e.points().get(1).state() == CurvePoint.State.RUNNING);
        assertThat(event.revision()).isPositive();
    }

    private JsonNode await(String id) {
        scenario.awaitState(
                "experiment " + id,
                () -> json(send("GET", "/" + id, "")).path("state").asString().equals("DONE"));
        return json(send("GET", "/" + id, ""));
    }

    private static String request(String model, int version, String values) {
        return """
                {"model": "%s", "version": %d,
                 "sweeps": [{"pass": "quantize-static", "vary": "images", "values": %s}]}""".formatted(model, version, values);
    }

    private String violation(String request) {
        return json(post(request)).path("violations").toString();
    }

    private void upload(String name, int version) {
        upload(name, version, dataset());
    }

    private void upload(String name, int version, @Nullable Sha256 dataset) {
        Artifact model = store.put(GraphWriter.toBytes(TinyModels.yoloLike(2)));
        scenario.publish(new ModelRegistered(
                new ModelVersion(name, version),
                model,
                RealModels.yolov8(64, List.of("class0", "class1")),
                "noise",
                dataset,
                Policy.standard(),
                List.of("small"),
                Instant.now()));
        scenario.await(
                VariantCompressed.class, e -> e.variant().toString().equals("%s.%d.baseline".formatted(name, version)));
    }

    private Sha256 dataset() {
        List<LabelledImage> images = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 14; i++) {
            byte[] pixels = new byte[96 * 64 * 3];
            random.nextBytes(pixels);
            Artifact picture = store.put(PictureEncoder.png(new Picture(96, 64, pixels)));
            Split split = i < 6 ? Split.CALIB : Split.TRAIN;
            images.add(new LabelledImage(
                    i + ".png",
                    picture.digest(),
                    96,
                    64,
                    split,
                    true,
                    List.of(LabelledBox.of(i % 2, 10 + i, 8, 30, 20))));
        }
        DatasetManifest manifest = new DatasetManifest("noise", List.of("class0", "class1"), images);
        return store.put(ContractJson.MAPPER.writeValueAsBytes(manifest)).digest();
    }

    private HttpResponse<String> post(String body) {
        return send("POST", "", body);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v1/experiments%s".formatted(port, path)))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return ContractJson.MAPPER.readTree(response.body());
    }
}
