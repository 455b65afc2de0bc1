package dev.visor.ingest.dashboard.page.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.dataset.quality.Suspicion.Kind;
import dev.visor.ingest.dashboard.DashboardTest;
import dev.visor.ingest.dashboard.document.SuspiciousDocument;
import dev.visor.ingest.dashboard.document.SuspiciousDocument.Doubt;
import dev.visor.ingest.dataset.SampleSets;
import dev.visor.ingest.dataset.Zips;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPageTest extends DashboardTest {
    @TempDir
    private Path temp;

    @Test
    void showsWhatADatasetIsMadeOfAndItsPicturesWithBoxes() throws IOException {
        Map<String, byte[]> files = SampleSets.yolo("[rider, \"<b>helmet\"]");
        files.put("tags.csv", text("file,weather\nc.jpg,<i>rain\n"));
        files.put("labels/val/c.txt", text("0 0.5 0.5 0.5 0.5\n1 0.1 0.1 0.05 0.05\n"));
        put("paged", files);
        String page = get("/datasets/paged").body();

        assertThat(page)
                .contains("version 1, holds", "3 pictures, page 1 of 1")
                .contains("/api/v1/datasets/paged/pictures/" + Sha256.of(files.get("images/val/c.jpg")))
                .contains("x=\"20.0\"", "class=\"label look-1\"", "class=\"doubtful\"")
                .contains("&lt;b&gt;helmet", "weather=&lt;i&gt;rain", "tiny box", "No near pictures in two splits")
                .doesNotContain("<b>helmet", "<i>rain");
        assertThat(get("/").body()).as("the overview leads here").contains("href=\"/datasets/paged\"");
    }

    @Test
    void filtersBySplitClassTagAndFinding() throws IOException {
        Map<String, byte[]> files = SampleSets.yolo();
        files.put("tags.csv", text("file,weather\na.jpg,rain\n"));
        files.put("labels/val/c.txt", text("0 0.5 0.5 0.5 0.5\n1 0.1 0.1 0.05 0.05\n"));
        put("filtered", files);

        assertThat(pictures("split=train")).contains("2 pictures, page");
        assertThat(pictures("class=helmet")).contains("1 picture, page", "images/val/c.jpg");
        assertThat(pictures("tag=weather%3Drain")).contains("1 picture, page", "images/train/a.jpg");
        assertThat(pictures("rule=TINY_BOX")).contains("1 picture, page", "images/val/c.jpg");
        assertThat(pictures("tag=weather%3Dfog")).contains("0 pictures, page", "No picture is so.");
        assertThat(pictures("split=&class=&tag=&rule=&page=99")).contains("3 pictures, page 1 of 1");
        assertThat(get("/datasets/none").statusCode()).isEqualTo(404);
        assertThat(get("/datasets/filtered?version=" + Sha256.of(new byte[0])).statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsLabelsThatAModelsErrorsDoubtWithTheirBoxes() throws IOException {
        put("doubted", SampleSets.yolo("[rider, \"<b>helmet\"]"));
        String version = version("doubted");
        tell(
                "doubted",
                version,
                new Doubt("images/val/c.jpg", Kind.UNLABELLED_OBJECT, "<b>helmet", null, 0.934, 1, 2, 3, 4),
                new Doubt("images/val/<i>.jpg", Kind.UNLABELLED_OBJECT, "rider", null, 0.9, 1, 2, 3, 4),
                new Doubt("images/val/c.jpg", Kind.NEVER_FOUND, "<b>helmet", "<b>helmet", null, 5, 6, 7, 8));
        String section = suspicious("doubted");

        assertThat(section)
                .contains("/models/judge/3/evaluation/baseline", "judge version 3", "All 3 as JSON")
                .contains("Seen, but not labelled", "&lt;b&gt;helmet 0.93", "the surest 1 of 2")
                .contains("Labelled, but never seen", "labelled &lt;b&gt;helmet")
                .contains("class=\"seen doubt-unlabelled_object\"", "class=\"seen kind-labelled\"")
                .doesNotContain("Seen as another class", "<b>", "<i>", "style=");
        assertThat(json("/api/v1/datasets/doubted/suspicious?version=" + version)
                        .at("/labels")
                        .size())
                .isEqualTo(3);
        assertThat(get("/api/v1/datasets/%3Ci%3E/suspicious").statusCode()).isEqualTo(400);
    }

    @Test
    void saysSoWhereNoLabelIsDoubtedNoModelWasJudgedOrNobodyAnswers() throws IOException {
        put("undoubted", SampleSets.yolo());
        assertThat(suspicious("undoubted"))
                .contains("Not known: nothing is kept of /api/v1/datasets/undoubted/suspicious?version=");
        tell("undoubted", version("undoubted"));
        assertThat(suspicious("undoubted")).contains("it contradicts no label").doesNotContain("<table", "as JSON");
        put("doubts-down", SampleSets.yolo());
        assertThat(suspicious("doubts-down")).contains("does not answer");
    }

    private void tell(String dataset, String version, Doubt... doubts) {
        JUDGED.put(
                "/api/v1/datasets/%s/suspicious?version=%s".formatted(dataset, version),
                ContractJson.MAPPER.writeValueAsBytes(new SuspiciousDocument(
                        new Sha256(version), VariantId.parse("judge.3.baseline"), List.of(doubts))));
    }

    private String version(String dataset) {
        return json("/api/v1/datasets/%s/versions".formatted(dataset))
                .at("/0/digest")
                .asString();
    }

    private String suspicious(String dataset) {
        HttpResponse<String> answer = get("/datasets/" + dataset);
        assertThat(answer.statusCode()).isEqualTo(200);
        String page = answer.body();
        int start = page.indexOf("id=\"suspicious\"");
        return page.substring(start, page.indexOf("</section>", start));
    }

    private String pictures(String query) {
        HttpResponse<String> answer = get("/datasets/filtered?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().substring(answer.body().indexOf("id=\"pictures\""));
    }

    private void put(String name, Map<String, byte[]> files) throws IOException {
        Path zip = Zips.of(temp.resolve(name + ".zip"), files);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/v1/datasets/" + name))
                .PUT(HttpRequest.BodyPublishers.ofFile(zip))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        scenario.awaitState("shown", () -> get("/").body().contains("/datasets/" + name));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
