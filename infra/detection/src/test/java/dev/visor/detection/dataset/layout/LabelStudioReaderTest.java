package dev.visor.detection.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Layout;
import dev.visor.detection.dataset.ParsedDataset;
import dev.visor.detection.dataset.ParsedImage;
import dev.visor.detection.dataset.Rule;
import dev.visor.detection.dataset.SmallDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as Label Studio's documentation of its JSON shows them. */
class LabelStudioReaderTest {
    @TempDir
    Path root;

    private SmallDataset files;

    @BeforeEach
    void begin() {
        files = new SmallDataset(root);
    }

    @Test
    void readsPercentAsPixelsAndFieldsAsTags() throws IOException {
        files.picture("images/a.png");
        files.text("export.json", """
                [{"id": 1, "data": {"image": "/data/upload/3/1a2b3c4d-a.png", "split": "validation", "camera": 12, "boxes": [1]},
                  "meta": {"video_id": 7},
                  "annotations": [{"id": 5, "was_cancelled": false, "result": [
                    {"type": "rectanglelabels", "original_width": 100, "original_height": 50, "image_rotation": 0,
                     "value": {"x": 10, "y": 20, "width": 30, "height": 40, "rotation": 0, "rectanglelabels": ["with"]}},
                    {"type": "choices", "from_name": "weather", "value": {"choices": ["rain", "fog"]}},
                    {"type": "relation", "from_id": "a", "to_id": "b"}]}], "predictions": []}]
                """);
        ParsedDataset dataset = files.read();

        assertThat(dataset.layout()).isEqualTo(Layout.LABEL_STUDIO);
        assertThat(dataset.classes()).containsExactly("with");
        ParsedImage image = dataset.split(Split.VAL).getFirst();
        assertThat(image.boxes()).containsExactly(LabelledBox.of(0, 10, 10, 30, 20));
        assertThat(image.tags())
                .containsExactly(Map.entry("camera", "12"), Map.entry("clip", "7"), Map.entry("weather", "fog, rain"));
        assertThat(dataset.findings()).isEmpty();
    }

    @Test
    void findsPicturesByEveryKindOfAddress() throws IOException {
        files.picture("val/one two.png").picture("val/b.png").picture("val/1a2b3c4d-c.png");
        files.text(
                "export.json",
                "["
                        + String.join(
                                ",",
                                task(
                                        "/data/local-files/?d=sets/val/one%20two.png",
                                        "{\"result\": [" + region("with", 10) + "]}"),
                                task("https://host/x/b.png?sig=1", "{\"result\": []}"),
                                task("/data/upload/1/1a2b3c4d-c.png", "{\"result\": []}"),
                                task("/data/upload/1/1a2b3c4d-gone.png", "{\"result\": []}"))
                        + "]");
        ParsedDataset dataset = files.read();

        assertThat(dataset.images()).hasSize(3).allMatch(ParsedImage::labelled);
        assertThat(dataset.findings()).extracting(Finding::rule).containsExactly(Rule.IMAGE_MISSING);
    }

    @Test
    void takesTheFirstCompletedAnnotationAndNamesDisagreement() throws IOException {
        files.picture("val/a.png").picture("val/b.png").picture("val/c.png");
        files.text(
                "export.json",
                "["
                        + String.join(
                                ",",
                                task(
                                        "a.png",
                                        "{\"id\": 1, \"was_cancelled\": true, \"result\": [" + region("skipped", 1)
                                                + "]}",
                                        "{\"id\": 3, \"result\": [" + region("without", 50) + "]}",
                                        "{\"id\": 2, \"result\": [" + region("with", 50) + "]}"),
                                task(
                                        "b.png",
                                        "{\"id\": 4, \"result\": [" + region("with", 50) + "]}",
                                        "{\"id\": 5, \"ground_truth\": true, \"result\": [" + region("with", 51)
                                                + "]}"),
                                task("c.png", "{\"was_cancelled\": true, \"result\": []}"))
                        + "]");
        ParsedDataset dataset = files.read();

        assertThat(dataset.classes()).containsExactly("with", "without");
        assertThat(dataset.images().get(0).boxes().getFirst().category()).isZero();
        assertThat(dataset.images().get(1).boxes().getFirst().x())
                .as("a marked truth comes first")
                .isEqualTo(51);
        assertThat(dataset.images().get(2).labelled()).isFalse();
        assertThat(dataset.findings(Rule.ANNOTATORS_DISAGREE))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("lacks 1 of 1 boxes and has 1 others"));
    }

    @Test
    void takesTheBoxAroundTurnedAndFreeRegions() throws IOException {
        files.picture("val/a.png").picture("val/b.png");
        files.text("export.json", "[" + String.join(",", task("a.png", """
                        {"result": [
                        {"type": "rectanglelabels", "value":
                          {"x": 50, "y": 20, "width": 10, "height": 40, "rotation": 90, "rectanglelabels": ["with", "more"]}},
                        {"type": "polygonlabels", "value": {"points": [[1, 2], [11, 2], [6, 42]], "polygonlabels": ["with"]}},
                        {"type": "ellipselabels", "value":
                          {"x": 80, "y": 50, "radiusX": 5, "radiusY": 10, "ellipselabels": ["with"]}}]}"""), task("b.png", """
                        {"result": [{"type": "rectanglelabels", "image_rotation": 90, "value":
                          {"x": 50, "y": 20, "width": 10, "height": 40, "rectanglelabels": ["with"]}}]}""")) + "]");
        ParsedDataset dataset = files.read();

        assertThat(dataset.images().get(0).boxes()).hasSize(3).first().satisfies(box -> {
            assertThat(box.x()).isCloseTo(30, within(1e-9));
            assertThat(box.y()).isCloseTo(10, within(1e-9));
            assertThat(box.width()).isCloseTo(20, within(1e-9));
            assertThat(box.height()).isCloseTo(10, within(1e-9));
        });
        assertThat(dataset.images().get(0).boxes().subList(1, 3))
                .containsExactly(LabelledBox.of(0, 1, 1, 10, 20), LabelledBox.of(0, 75, 20, 10, 10));
        assertThat(dataset.images().get(1).labelled())
                .as("labelled on a turned picture")
                .isFalse();
        assertThat(dataset.findings(Rule.POLYGON)).hasSize(3);
    }

    @Test
    void survivesWhatNoToolWrites() throws IOException {
        files.picture("val/a.png").text("classes.txt", "with\n");
        files.text("export.json", "[" + task("a.png", """
                null, {"result": null}, {"result": [null, 7, {"type": "rectanglelabels"},
                {"type": "rectanglelabels", "value": {"x": "1", "y": 2, "width": 3, "height": 4, "rectanglelabels": ["with"]}},
                {"type": "rectanglelabels", "value": {"x": 90, "y": 2, "width": 1e300, "height": 4, "rectanglelabels": ["with"]}},
                {"type": "rectanglelabels", "value": {"x": 1, "y": 2, "width": 3, "height": 4, "rectanglelabels": "with"}},
                {"type": "polygonlabels", "value": {"points": [1, [2]], "polygonlabels": ["with"]}}]}""") + "]");
        ParsedDataset dataset = files.read();

        assertThat(dataset.images().getFirst().boxes()).containsExactly(LabelledBox.of(0, 90, 1, 10, 2));
        assertThat(dataset.findings()).filteredOn(Finding::leftOut).hasSize(4);
    }

    @Test
    void leavesOtherListsAlone() throws IOException {
        files.picture("val/a.png");
        for (String other :
                new String[] {"[]", "[1]", "[{\"id\": 1}]", "[null]", "[{\"annotations\": [], \"data\": 3}]", "[["}) {
            files.text("export.json", other);
            assertThatThrownBy(files::read)
                    .isInstanceOf(VisorException.class)
                    .hasMessageContaining("no layout is recognised");
        }
        files.text("export.json", "[" + task("a.png", "{\"result\": []}") + "]");
        assertThatThrownBy(files::read).hasMessageContaining("there are no classes");
    }

    private static String region(String label, int x) {
        return """
                {"type": "rectanglelabels", "value": {"x": %d, "y": 20, "width": 30, "height": 40, "rectanglelabels": ["%s"]}}
                """.formatted(x, label);
    }

    private static String task(String image, String... annotations) {
        return "{\"data\": {\"image\": \"%s\"}, \"annotations\": [%s]}".formatted(image, String.join(",", annotations));
    }
}
