package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Experiments;
import dev.visor.ingest.dashboard.Story;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentPagesTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void curvesAreDrawnWithTheUploadAndEveryPointIsListed() {
        tell(new Experiments("page-curves", "curved", START).after(21));
        String page = get("/experiments/page-curves").body();
        assertThat(page)
                .contains("channels by goal", "300 labelled pictures of the training split, none of which gates judge")
                .contains("AP against multiply–accumulates", "AP against time", "AP against download")
                .contains("multiply–accumulates, G", "upload 0.512", "look-0", "look-2", "class=\"front\"")
                .contains("sensitivity, goal 0.75: AP ", "prune-channels: every group has its least channels already")
                .contains("is-skipped", "is-failed", "1 min 1 s", "importance")
                .doesNotContain("<script>alert");
        assertThat(get("/experiments/page-curves?metric=ap50").body()).contains("AP50 against time", "upload 0.810");
    }

    @Test
    void aRunningExperimentSaysHowFarItIs() {
        Experiments experiment =
                new Experiments("page-running", "curving", Instant.now().minusSeconds(600));
        tell(experiment.after(0));
        assertThat(get("/experiments/page-running").body()).contains("No point has figures yet.");
        tell(experiment.after(4));
        scenario.publish(experiment.progress(4));
        scenario.awaitState(
                "progress",
                () -> get("/experiments/page-running?part=progress").body().contains("4 of 21 points"));
        assertThat(get("/experiments/page-running?part=progress").body())
                .contains("accuracy (120 of 300 pictures)", "17 min 34 s left", "is-running")
                .doesNotContain("<html");
        assertThat(get("/experiments?part=experiments").body()).contains("4 of 21", "accuracy (120 of 300 pictures)");
    }

    @Test
    void aModelsPageLeadsToItsExperiments() {
        Story story = new Story("curious", 1, START);
        story.insertRegistryRow(jdbc, "PROMOTED", null);
        assertThat(get("/models/curious/1").body()).doesNotContain("/experiments?model=curious");
        tell(new Experiments("page-of-model", "curious", START).after(21));
        assertThat(get("/models/curious/1").body())
                .contains("/experiments?model=curious", "1 experiment of this model");
        assertThat(get("/experiments?model=curious").body())
                .contains("/experiments/page-of-model")
                .doesNotContain("/experiments/page-curves");
        assertThat(get("/experiments?model=nobody").body()).contains("No experiment yet.");
        assertThat(get("/experiments/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void theServiceThatRunsThemIsAskedAndItsAnswersComeBack() {
        HttpResponse<String> posted = send(HttpRequest.newBuilder(uri("/api/v1/experiments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\": \"asked\"}"))
                .build());
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/experiments?model=asked&pageToken=a%26b").statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/experiments/3f2a9c01d4e5b678").statusCode()).isEqualTo(200);
        send(HttpRequest.newBuilder(uri("/api/v1/experiments/3f2a9c01d4e5b678"))
                .DELETE()
                .build());
        assertThat(ASKED)
                .containsAll(List.of(
                        "POST /api/v1/experiments {\"model\": \"asked\"}",
                        "GET /api/v1/experiments?limit=50&model=asked&pageToken=a%26b ",
                        "GET /api/v1/experiments/3f2a9c01d4e5b678 ",
                        "DELETE /api/v1/experiments/3f2a9c01d4e5b678 "));
        assertThat(get("/api/v1/experiments/A_b").statusCode()).isEqualTo(400);
    }

    private void tell(ExperimentChanged event) {
        scenario.publish(event);
        scenario.awaitState(
                "revision " + event.revision(),
                () -> jdbc.sql("select revision from view_experiment where id = :id")
                                .param("id", event.experiment())
                                .query(Long.class)
                                .single()
                        == event.revision());
    }
}
