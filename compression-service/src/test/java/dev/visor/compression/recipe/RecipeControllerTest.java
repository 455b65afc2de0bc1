package dev.visor.compression.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.RealModels;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.RecipeDefined;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@VisorTest
class RecipeControllerTest {
    private static final String TIDY = """
            name: %s
            description: Half as large.
            passes: [extract-initializers-from-inputs, convert-opset, convert-to-float16]
            """;

    @Autowired
    EventScenario scenario;

    @Autowired
    ArtifactStore store;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void keepsEveryTextAndTellsOthersHowTheRecipeStands() {
        assertThat(put("mine", TIDY.formatted("mine")).statusCode()).isEqualTo(201);
        assertThat(put("mine", TIDY.formatted("mine")).statusCode()).isEqualTo(200);
        String changed = TIDY.formatted("mine").replace("Half", "About half");
        assertThat(json(put("mine", changed)).path("version").asInt()).isEqualTo(2);

        RecipeDefined event = scenario.await(RecipeDefined.class, e -> e.name().equals("mine") && e.version() == 2);
        assertThat(event.description()).isEqualTo("About half as large.");
        assertThat(event.builtIn()).isFalse();
        assertThat(event.passes())
                .extracting(RecipeDefined.Step::pass)
                .containsExactly("extract-initializers-from-inputs", "convert-opset", "convert-to-float16");

        assertThat(json(send("GET", "mine?version=1", "")).path("text").asString())
                .contains("description: Half");
        assertThat(json(send("GET", "", ""))
                        .valueStream()
                        .map(r -> r.path("name").asString()))
                .startsWith("baseline")
                .contains("fast", "mine");

        assertThat(send("DELETE", "mine", "").statusCode()).isEqualTo(204);
        scenario.await(RecipeDefined.class, e -> e.name().equals("mine") && e.deleted());
        assertThat(send("GET", "mine", "").statusCode()).isEqualTo(404);
        assertThat(json(send("GET", "mine?version=2", "")).path("deleted").asBoolean())
                .isTrue();
        assertThat(json(put("mine", changed)).path("version").asInt()).isEqualTo(3);
    }

    @Test
    void tellsWhenAStepIsKept() {
        String text = "{name: careful, passes: [extract-initializers-from-inputs,"
                + " {convert-to-float16: {}, accept: {maxDrop: 0.5}}]}";
        JsonNode steps = json(put("careful", text)).path("passes");
        assertThat(steps.path(0).has("accept")).isFalse();
        assertThat(steps.path(1).path("accept").path("maxDrop").asDouble()).isEqualTo(0.5);
        RecipeDefined event = scenario.await(RecipeDefined.class, e -> e.name().equals("careful"));
        assertThat(event.passes()).extracting(RecipeDefined.Step::accept).containsExactly(null, Map.of("maxDrop", 0.5));
        assertThat(send("DELETE", "careful", "").statusCode()).isEqualTo(204);
    }

    @Test
    void refusesWithEverythingThatIsWrong() {
        HttpResponse<String> answer = put("bad", "{name: bad, passes: [quantise, quantize-static: {images: 0}]}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("code").asString()).isEqualTo("INVALID_RECIPE");
        assertThat(json(answer).path("violations").valueStream().map(JsonNode::asString))
                .anyMatch(v -> v.contains("no pass 'quantise'"))
                .anyMatch(v -> v.contains("images must be 1 to 10000, was 0"));
        assertThat(json(put("bad", TIDY.formatted("good"))).path("detail").asString())
                .contains("'good'")
                .contains("'bad'");
        assertThat(put("bad", "name: bad\ndefault: true\npasses: []\n").statusCode())
                .isEqualTo(422);
        assertThat(put("bad", "#".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(put("Not-a-name", TIDY).statusCode()).isEqualTo(400);
    }

    @Test
    void leavesBuiltInRecipesAsTheyAre() {
        assertThat(put("fast", TIDY.formatted("fast")).statusCode()).isEqualTo(409);
        assertThat(json(send("DELETE", "baseline", "")).path("detail").asString())
                .contains("comes with Visor");
        assertThat(send("DELETE", "nobody", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aJobFollowsTheTextThatHeldWhenItWasPlanned() {
        put("held", TIDY.formatted("held"));
        Artifact model = store.put(GraphWriter.toBytes(TinyModels.yoloLike(2)));
        scenario.publish(registered("explained", 1, model));
        scenario.await(CompressionPlanned.class, e -> e.key().equals("explained"));
        put("held", TIDY.formatted("held").replace(", convert-to-float16", ""));
        VariantCompressed made = scenario.await(
                VariantCompressed.class, e -> e.variant().toString().equals("explained.1.held"));

        assertThat(made.report().passes()).last().matches(p -> p.pass().equals("convert-to-float16"));
        assertThat(jdbc.sql("""
                        select j.recipe_version || ' ' || r.text from job j
                        join recipe_version r on r.name = j.recipe and r.version = j.recipe_version
                        where j.model = 'explained' and j.recipe = 'held' and j.seed is not null
                            and j.tool_version is not null""").query(String.class).single()).startsWith("1 ").contains("convert-to-float16");

        send("DELETE", "held", "");
        scenario.publish(registered("explained", 2, model));
        CompressionFailed unknown = scenario.await(
                CompressionFailed.class, e -> e.variant().toString().equals("explained.2.held"));
        assertThat(unknown.reason()).contains("there is no recipe 'held'; there are [baseline,");
    }

    @Test
    void makesWhatUsersPutOnlyWhereAnUploadNamesIt() {
        put("optional", TIDY.formatted("optional"));
        Artifact model = store.put(GraphWriter.toBytes(TinyModels.yoloLike(2)));
        scenario.publish(new ModelRegistered(
                new ModelVersion("byname", 1),
                model,
                RealModels.yolov8(64, List.of("class0", "class1")),
                null,
                null,
                Policy.standard(),
                List.of(),
                Instant.now()));
        CompressionPlanned planned =
                scenario.await(CompressionPlanned.class, e -> e.key().equals("byname"));
        assertThat(planned.variants())
                .extracting(VariantId::recipe)
                .startsWith("baseline")
                .contains("fp16")
                .doesNotContain("optional");
    }

    private static ModelRegistered registered(String name, int version, Artifact model) {
        return new ModelRegistered(
                new ModelVersion(name, version),
                model,
                RealModels.yolov8(64, List.of("class0", "class1")),
                null,
                null,
                Policy.standard(),
                List.of("held"),
                Instant.now());
    }

    private HttpResponse<String> put(String name, String yaml) {
        return send("PUT", name, yaml);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v1/recipes%s"
                                    .formatted(port, path.isEmpty() ? "" : "/" + path)))
                            .header("Content-Type", "application/yaml")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
