package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.Story;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest extends DashboardTest {
    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void aVersionsPageTellsWhatWasMadeMeasuredAndDecided() {
        Story story = new Story("page-helmet", 2, START);
        story.insertRegistryRow(jdbc, "PROMOTED", "int8 serves on roadside");
        tell(story);
        String page = get("/models/page-helmet/2").body();
        assertThat(page)
                .contains("page-helmet.2.int8</strong> serves on")
                .contains("AP against latency", "AP against size", "drop of AP ≤ 0.01", "latency ≤ 1.05×")
                .contains("median latency is 1.38 times the baseline&#39;s, at most 1.05 is allowed")
                .contains("31.3 dB", "quantize-static", "kept in float, it feeds output0")
                .contains("all 302 best scores fall below 0.1")
                .contains("on 600 pictures of rider-helmet, split val")
                .doesNotContain("is made</span>");
        assertThat(get("/models/page-helmet/2?metric=ap50").body()).contains("AP50 against latency", "AP50 ≥ 0.3");
        assertThat(get("/models/page-helmet").statusCode()).isEqualTo(302);
    }

    @Test
    void whatRunsIsShownWithRateAndTimeLeft() {
        Story story = new Story("page-running", 1, START);
        story.insertRegistryRow(jdbc, "COMPRESSING", null);
        scenario.publish(story.compressing("int8"));
        scenario.awaitState("progress", () -> get("/").body().contains("37 of 128 images, 14 images/s, 6 s left"));
        assertThat(get("/models/page-running/1?part=progress").body())
                .contains("<progress", "value=\"37\"", "max=\"128\"", "calibration of 64 tensors")
                .doesNotContain("<html");
    }

    @Test
    void hostileWordsAreShownAndNotRun() {
        Story story = new Story("page-hostile", 1, START, List.of(Story.HOSTILE, "\"onload=\"alert(2)"));
        story.insertRegistryRow(jdbc, "EVALUATING", Story.HOSTILE);
        publish(List.of(
                story.registered(),
                story.compressed("int8", 1000, "'" + Story.HOSTILE, 3),
                story.evaluated("int8", 0.5, 1, 1000, 9),
                new CompressionFailed(
                        story.variant("fp16"), ErrorCode.PASS_BROKE_GRAPH, Story.HOSTILE, START.plusSeconds(4)),
                story.frame("page-hostile", 1, "javascript:alert(3)", null),
                story.dataset("page-hostile")));
        scenario.awaitState(
                "all is there",
                () -> get("/models/page-hostile/1").body().contains("could not be made")
                        && get("/models/page-hostile/1").body().contains("0.500")
                        && get("/detections?camera=page-hostile").body().contains("frame 1")
                        && get("/?part=library").body().contains("page-hostile"));
        for (String path : List.of(
                "/",
                "/models/page-hostile/1",
                "/detections",
                "/detections?camera=%3Cscript%3Ealert(1)",
                "/upload",
                "/fleet")) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).doesNotContain("<script>alert", "\"onload=\"", "javascript:alert");
            assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'self'");
        }
        assertThat(get("/models/page-hostile/1").body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void aPageThatIsNotThereSaysSoInWords() {
        HttpResponse<String> page = get("/models/page-nobody/1");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("there is no version 1 of model &#39;page-nobody&#39;");
        assertThat(get("/?part=secrets").statusCode()).isEqualTo(404);
    }

    @Test
    void everyPartOfAPageCanBeReadAlone() {
        Story story = new Story("page-parts", 1, START);
        story.insertRegistryRow(jdbc, "UPLOADED", null);
        for (String path : List.of(
                "/?part=models",
                "/?part=serving",
                "/?part=frames",
                "/?part=library",
                "/fleet?part=fleet",
                "/detections?part=frames",
                "/models/page-parts/1?part=summary",
                "/models/page-parts/1?part=progress",
                "/models/page-parts/1?part=variants",
                "/models/page-parts/1?part=timeline")) {
            HttpResponse<String> part = get(path);
            assertThat(part.statusCode()).as(path).isEqualTo(200);
            assertThat(part.body().strip()).as(path).startsWith("<section").endsWith("</section>");
        }
        assertThat(get("/models/page-parts/1?part=variants").body()).contains("No variant yet");
    }

    @Test
    void scriptAndStyleComeFromHereAndAreAskedForAgainSoThatANewVersionIsSeen() {
        for (String path : List.of("/visor.js", "/visor.css", "/visor.svg")) {
            HttpResponse<String> file = get(path);
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control")).as(path).hasValue("no-cache");
            assertThat(file.headers().firstValue("Last-Modified")).as(path).isEmpty();
        }
        assertThat(get("/").body()).doesNotContain("https://", "onclick", "style=");
    }
}
