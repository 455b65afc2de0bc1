package dev.visor.ingest.dashboard.page.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.event.GateDecided;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Judgements;
import dev.visor.ingest.dashboard.Story;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationPagesTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Sha256 PICTURE = Sha256.of(new byte[] {7});

    @Test
    void theEvaluationOfAVariantIsShownWithItsGatesChartsAndPictures() {
        Story story = judged("eval-page", List.of("with_helmet", Story.HOSTILE, "cap"));
        HttpResponse<String> answer = get("/models/eval-page/1/evaluation/int8");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("drop of AP ≤ 0.01 at 95 %", "beyond the limit by 0.0459", "about 4,000 like them would do")
                .contains("worst where weather=rain: 0.4411 after 0.5533", "too few to tell")
                .contains("Precision against recall", "What each kind of error costs more than in the upload")
                .contains("size=small", "low resolution", "Intel Xeon", "/model.22/cv1/conv/Conv")
                .contains("would be off by 4.2 % (temperature; of all pictures it is 1.38) or 1.8 % (isotonic map).")
                .contains("camera has 25 values, too many to list")
                .contains("class=\"seen kind-missed\"", "class=\"seen kind-wrong_class\"", "stroke-dasharray")
                .contains("/api/v1/datasets/heads/pictures/" + PICTURE)
                .contains("Where it does worse than the upload", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "style=", "NaN", "Infinity");
        assertThat(get("/models/eval-page/1").body())
                .contains("/models/eval-page/1/evaluation/int8", "/compare?first=eval-page.1.baseline&amp;second=")
                .contains(story.variant("int8").toString());
    }

    @Test
    void whatTheEvaluationServiceDoesNotKeepIsSaidOnThePage() {
        Story story = new Story("eval-silent", 1, START);
        story.insertRegistryRow(jdbc, "PROMOTED", null);
        tell(story);
        HttpResponse<String> answer = get("/models/eval-silent/1/evaluation/fp16");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("nothing is kept of /api/v1/evaluations/eval-silent.1.fp16/report", "maximum-drop ap");
        assertThat(get("/models/eval-silent/1/evaluation/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/models/eval-silent/1/evaluation/nothing").body())
                .contains("has no variant &#39;nothing&#39;; there are: baseline");
    }

    @Test
    void aServiceThatDoesNotAnswerIsSaidInWordsBesideWhatIsKnownHere() {
        Story story = new Story("eval-down", 1, START);
        story.insertRegistryRow(jdbc, "PROMOTED", null);
        tell(story);
        HttpResponse<String> page = get("/models/eval-down/1/evaluation/int8");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("does not answer", "maximum-drop ap", "size-ratio");
        HttpResponse<String> comparison = get("/compare?first=eval-down.1.baseline&second=eval-down.1.int8");
        assertThat(comparison.statusCode()).isEqualTo(200);
        assertThat(comparison.body()).contains("does not answer", "eval-down.1.int8 (");
    }

    @Test
    void twoVariantsAreShownBesideEachOther() {
        judged("eval-pair", List.of("with_helmet", "without_helmet", "cap"));
        HttpResponse<String> answer = get("/compare?first=eval-pair.1.baseline&second=eval-pair.1.int8");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("764 pictures", "from 1000 paired draws (seed 20261124)", "They disagree on 7.6 %")
                .contains("with_helmet, baseline", "with_helmet, int8", "Times of single inferences")
                .contains("Difference of AP by slice", "almost surely", "class=\"number bad\"")
                .contains("All variants of eval-pair.1", "class=\"front-line\"")
                .contains("Where the second does worse", "3 errors more", "1 error fewer", "class=\"whose\"")
                .contains("selected=\"selected\"")
                .doesNotContain("style=", "NaN", "Infinity");
        assertThat(get("/compare?first=eval-pair.1.int8&second=champion").body())
                .contains("Where the second does worse");
    }

    @Test
    void withoutAChoiceThereIsSomethingToChooseFrom() {
        judged("eval-choice", List.of("with_helmet", "without_helmet"));
        String page = get("/compare").body();
        assertThat(page).contains("eval-choice.1.int8 (rider-helmet, AP 0.601)", "champion of the first");
        assertThat(page).doesNotContain("id=\"figures\"");
    }

    @Test
    void whyTwoCannotBeComparedIsSaidInWords() {
        HttpResponse<String> answer = get("/compare?first=eval-none.1.baseline&second=eval-none.1.int8");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("nothing is kept of /api/v1/comparisons", "role=\"alert\"");
        assertThat(get("/compare?first=eval-none&second=x").statusCode()).isEqualTo(400);
        assertThat(get("/compare?first=%3Cscript%3E&second=x").body())
                .contains("a variant is written model.version.recipe")
                .doesNotContain("<script>\"");
    }

    @Test
    void boundsAndHowManyPicturesWouldTellStandOnTheVersionsPage() {
        Story story = new Story("eval-bounds", 1, START);
        story.insertRegistryRow(jdbc, "EVALUATING", null);
        publish(List.of(
                story.registered(),
                story.compressed("int8", 1000, null, 3),
                story.evaluated("int8", 0.5, 1, 1000, 9),
                new GateDecided(
                        story.variant("int8"),
                        "default",
                        Verdict.of(List.of(new GateResult("minimum ap", Outcome.INCONCLUSIVE, 0.5, 0.49, "too few")
                                .within(0.44, 0.56, 0.95)
                                .needing(4321))),
                        START.plusSeconds(10))));
        scenario.awaitState("bounds", () -> get("/models/eval-bounds/1").body().contains("4,321 pictures would tell"));
        assertThat(get("/models/eval-bounds/1").body()).contains("0.44 to 0.56");
        assertThat(json("/api/v1/models/eval-bounds/versions/1").findValuesAsString("picturesNeeded"))
                .containsExactly("4321");
    }

    private Story judged(String name, List<String> classes) {
        Story story = new Story(name, 1, START);
        story.insertRegistryRow(jdbc, "PROMOTED", null);
        tell(story);
        JUDGED.putAll(new Judgements(
                        story.variant("baseline"),
                        story.variant("int8"),
                        "heads",
                        Sha256.of(new byte[] {8}),
                        List.of(PICTURE, PICTURE),
                        classes)
                .documents());
        return story;
    }
}
