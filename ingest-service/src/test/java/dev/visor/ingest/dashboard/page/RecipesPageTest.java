package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.RecipeDefined;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Story;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipesPageTest extends DashboardTest {
    @Test
    void showsRecipesWithTheirPassesAndOptionsUntilTheyAreDeleted() {
        scenario.publish(recipe("page-mine", 2, false));
        scenario.publish(recipe("page-mine", 1, false));
        scenario.awaitState("shown", () -> page("recipes").contains("page-mine"));
        assertThat(page("recipes"))
                .contains("<strong>page-mine</strong>", "yours", "2 passes, version 2", "quantize-static")
                .contains("<span>kept if maxDrop</span> <strong>≤ 0.5</strong>")
                .contains("<span>images</span> <strong>64</strong>", "href=\"#pass-quantize-static\"")
                .contains("&lt;script&gt;alert(1)")
                .containsSubsequence("data-delete=\"page-mine\"", "src=\"/elements.js\"", "src=\"/recipes.js\"");
        assertThat(page("upload")).contains("value=\"page-mine\"");

        scenario.publish(recipe("page-mine", 2, true));
        scenario.awaitState("gone", () -> !page("recipes").contains("page-mine"));
        assertThat(page("recipes?part=recipes").strip()).startsWith("<section").endsWith("</section>");
        assertThat(get("/recipes.js").statusCode()).isEqualTo(200);
    }

    @Test
    void handsRecipesToTheCompressionServiceAndItsAnswerBack() {
        HttpResponse<String> kept = send(HttpRequest.newBuilder(uri("/api/v1/recipes/page-put"))
                .PUT(HttpRequest.BodyPublishers.ofString("name: page-put"))
                .build());
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(ASKED).contains("PUT /api/v1/recipes/page-put name: page-put");

        HttpResponse<String> refused = send(HttpRequest.newBuilder(uri("/api/v1/recipes/page-put"))
                .PUT(HttpRequest.BodyPublishers.ofString("passes: [quantise]"))
                .build());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("content-type").orElse("")).isEqualTo("application/problem+json");
        assertThat(refused.body()).contains("there is no pass 'quantise'");

        assertThat(json("/api/v1/passes").path("asked").asString()).startsWith("GET /api/v1/passes");
        assertThat(json("/api/v1/recipes/a?version=3").path("asked").asString())
                .startsWith("GET /api/v1/recipes/a?version=3");
        send(HttpRequest.newBuilder(uri("/api/v1/recipes/page-put")).DELETE().build());
        assertThat(ASKED).contains("DELETE /api/v1/recipes/page-put ");
    }

    @Test
    void asksNothingWithANameThatIsNone() {
        assertThat(get("/api/v1/recipes/..%5Cjobs").statusCode()).isBetween(400, 404);
        assertThat(get("/api/v1/recipes/A_b").statusCode()).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(uri("/api/v1/recipes/big"))
                                .PUT(HttpRequest.BodyPublishers.ofString("#".repeat(70_000)))
                                .build())
                        .statusCode())
                .isEqualTo(413);
        assertThat(ASKED).noneMatch(asked -> asked.contains("A_b") || asked.contains("/big"));
    }

    private String page(String name) {
        return get("/" + name).body();
    }

    private static RecipeDefined recipe(String name, int version, boolean deleted) {
        return new RecipeDefined(
                name,
                version,
                Story.HOSTILE,
                Sha256.of(new byte[] {1}),
                false,
                false,
                deleted,
                "name: " + name,
                deleted
                        ? List.of()
                        : List.of(
                                new RecipeDefined.Step("fold-constants", Map.of(), null),
                                new RecipeDefined.Step(
                                        "quantize-static", Map.of("images", "64"), Map.of("maxDrop", 0.5))),
                Instant.EPOCH);
    }
}
