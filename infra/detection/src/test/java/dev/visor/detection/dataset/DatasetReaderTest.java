package dev.visor.detection.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small datasets made here, 100 × 50 pixels a picture. */
class DatasetReaderTest {
    @TempDir
    Path root;

    private int seed;

    @BeforeEach
    void beginAnew() {
        seed = 0;
    }

    @Test
    void readsYoloBoxesAsPixels() throws IOException {
        picture("images/val/a.png");
        text("labels/val/a.txt", "1 0.5 0.5 0.2 0.4\n\n0 0.25 0.5 0.1 0.2\n");
        text("data.yaml", "path: .\nval: images/val\nnames:\n  0: with\n  1: without\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.findings()).isEmpty();
        assertThat(dataset.images().getFirst().boxes())
                .containsExactly(LabelledBox.of(1, 40, 15, 20, 20), LabelledBox.of(0, 20, 20, 10, 10));
    }

    @Test
    void namesEveryFaultOfALabelFileWithItsLine() throws IOException {
        picture("val/images/a.png");
        text("val/labels/a.txt", """
                violate1
                0 0.5 0.5 0.2
                7 0.5 0.5 0.2 0.2
                0 0.1 0.1 0.3 0.1 0.3 0.5
                0 0.98 0.5 0.1 0.2
                0 1.5 0.5 0.1 0.2
                0 0.5 0.5 0 0.2
                0 NaN 0.5 0.1 0.2
                0 0.5 0.5 0.2 0.2
                0 0.5 0.5 0.2 0.2
                """);
        text("data.yaml", "names: [with]\nval: ../val/images\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.findings())
                .extracting(f -> f.line() + " " + f.rule() + (f.leftOut() ? " left out" : ""))
                .containsExactly(
                        "1 MALFORMED_LABEL left out",
                        "2 MALFORMED_LABEL left out",
                        "3 UNKNOWN_CLASS left out",
                        "4 POLYGON",
                        "5 OUTSIDE_IMAGE",
                        "6 OUTSIDE_IMAGE left out",
                        "7 EMPTY_BOX left out",
                        "8 MALFORMED_LABEL left out",
                        "10 REPEATED_BOX left out");
        List<LabelledBox> boxes = dataset.images().getFirst().boxes();
        assertThat(boxes).hasSize(3);
        assertThat(boxes.get(0).x()).isEqualTo(10);
        assertThat(boxes.get(0).height()).isEqualTo(20);
        assertThat(boxes.get(1).x() + boxes.get(1).width()).isEqualTo(100);
    }

    @Test
    void tellsBackgroundFromUnlabelled() throws IOException {
        picture("images/val/empty.png");
        picture("images/val/none.png");
        picture("images/calib/c.png");
        text("labels/val/empty.txt", "");
        text("data.yaml", "names: [with]\nval: images/val\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.split(Split.VAL)).extracting(ParsedImage::labelled).containsExactly(true, false);
        assertThat(dataset.split(Split.CALIB)).hasSize(1);
        assertThat(dataset.findings()).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo(Rule.UNLABELLED);
            assertThat(f.message()).startsWith("1 pictures of split val");
        });
    }

    @Test
    void findsPicturesThatTwoSplitsShare() throws IOException {
        byte[] same = picture("images/train/a.png");
        Files.createDirectories(root.resolve("images/val"));
        Files.createDirectories(root.resolve("images/calib"));
        Files.write(root.resolve("images/val/b.png"), same);
        Files.write(root.resolve("images/calib/c.png"), same);
        Picture near = dev.visor.detection.image.PictureDecoder.decode(same);
        near.bgr()[0] ^= 1;
        Files.write(root.resolve("images/val/d.png"), PictureEncoder.png(near));
        text("data.yaml", "names: [with]\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.findings(Rule.DUPLICATE)).extracting(Finding::file).containsExactly("images/val/b.png");
        assertThat(dataset.images())
                .as("what was learnt from does not judge")
                .extracting(ParsedImage::file)
                .containsExactly("images/train/a.png", "images/calib/c.png", "images/val/d.png");
        assertThat(dataset.findings(Rule.NEAR_DUPLICATE))
                .extracting(Finding::file)
                .containsOnly("images/val/d.png");
    }

    @Test
    void readsVocFromOneBasedInclusivePixels() throws IOException {
        picture("JPEGImages/a.png");
        text("Annotations/a.xml", """
                <annotation><filename>a.png</filename><size><width>100</width><height>50</height></size>
                <object><name>with</name><difficult>1</difficult>
                <bndbox><xmin>1</xmin><ymin>1</ymin><xmax>100</xmax><ymax>50</ymax></bndbox>
                <part><name>hand</name><bndbox><xmin>3</xmin><ymin>3</ymin><xmax>4</xmax><ymax>4</ymax></bndbox></part>
                </object></annotation>
                """);
        text("ImageSets/Main/test.txt", "a\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.layout()).isEqualTo(Layout.VOC);
        assertThat(dataset.classes()).containsExactly("with");
        assertThat(dataset.findings()).isEmpty();
        assertThat(dataset.split(Split.TEST).getFirst().boxes())
                .containsExactly(new LabelledBox(0, 0, 0, 100, 50, 5000, false, true));
    }

    @Test
    void readsNoEntitiesInVoc() throws IOException {
        picture("a.png");
        Files.writeString(root.resolve("secret.txt"), "secret");
        text("a.xml", """
                <!DOCTYPE annotation [<!ENTITY x SYSTEM "secret.txt">]>
                <annotation><filename>a.png</filename><object><name>&x;</name></object></annotation>
                """);
        assertThatThrownBy(() -> DatasetReader.read(root)).isInstanceOf(VisorException.class);
    }

    @Test
    void readsCocoWithAreaCrowdAndBackground() throws IOException {
        picture("valid/a.png");
        picture("valid/b.png");
        text("valid/_annotations.coco.json", """
                {"images": [{"id": 5, "file_name": "a.png", "width": 100, "height": 50}, {"id": 6, "file_name": "b.png"},
                            {"id": 7, "file_name": "gone.png"}],
                 "annotations": [{"image_id": 5, "category_id": 3, "bbox": [10, 10, 20, 20], "area": 123.5, "iscrowd": 1},
                                 {"image_id": 5, "category_id": 9, "bbox": [10, 10, 20, 20]},
                                 {"image_id": 5, "category_id": 1, "bbox": [90, 10, 20, 20]},
                                 {"image_id": 99, "category_id": 1, "bbox": [90, 10, 20, 20]}],
                 "categories": [{"id": 0, "name": "heads", "supercategory": "none"},
                                {"id": 1, "name": "with", "supercategory": "heads"},
                                {"id": 3, "name": "without", "supercategory": "heads"}]}
                """);
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.layout()).isEqualTo(Layout.COCO);
        assertThat(dataset.classes()).containsExactly("with", "without");
        assertThat(dataset.images()).extracting(ParsedImage::labelled).containsExactly(true, true);
        assertThat(dataset.split(Split.VAL).getFirst().boxes())
                .containsExactly(
                        new LabelledBox(1, 10, 10, 20, 20, 123.5, true, false),
                        new LabelledBox(0, 90, 10, 10, 20, 200, false, false));
        assertThat(dataset.findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(
                        Rule.DESCRIPTION,
                        Rule.IMAGE_MISSING,
                        Rule.LABEL_WITHOUT_IMAGE,
                        Rule.OUTSIDE_IMAGE,
                        Rule.UNKNOWN_CLASS);
    }

    @Test
    void takesTagsFromTheTableThenFromFolders() throws IOException {
        picture("images/val/camera-5/a.png");
        picture("images/val/camera-5/b.png");
        text("data.yaml", "names: [with]\n");
        text("tags.csv", "file,camera,weather\na.png,6,rain\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.images().get(0).tags())
                .containsExactly(Map.entry("camera", "6"), Map.entry("weather", "rain"));
        assertThat(dataset.images().get(1).tags()).containsExactly(Map.entry("camera", "5"));
        assertThat(dataset.images()).allMatch(i -> i.luma() > 100 && i.luma() < 155, "is grey on average");
        assertThat(dataset.findings(Rule.TAG)).isEmpty();
    }

    @Test
    void takesPlainFieldsOfCocoPicturesAsTags() throws IOException {
        picture("val/a.png");
        text("val/_annotations.coco.json", """
                {"images": [{"id": 5, "file_name": "a.png", "license": 4, "coco_url": "http://x", "video_id": 9,
                             "camera": {"no": "word"}, "attributes": {"weather": "rain", "riders": 3, "deep": {"a": 1}},
                             "tags": ["night", 7]}],
                 "annotations": [{"image_id": 5, "category_id": 1, "bbox": [10, 10, 20, 20]}],
                 "categories": [{"id": 1, "name": "with"}]}
                """);
        assertThat(DatasetReader.read(root).images().getFirst().tags())
                .containsExactly(
                        Map.entry("clip", "9"),
                        Map.entry("night", "true"),
                        Map.entry("riders", "3"),
                        Map.entry("weather", "rain"));
    }

    @Test
    void namesASplitThatIsNotThereAndPicturesInNone() throws IOException {
        picture("images/a.png");
        text("labels/a.txt", "0 0.5 0.5 0.1 0.1");
        text("data.yaml", "names: [with]\ntest: images/test\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.findings(Rule.SPLIT)).hasSize(2);
        assertThat(dataset.split(Split.VAL).getFirst().boxes()).hasSize(1);
    }

    @Test
    void looksIntoTheOneFolderOfAnArchive() throws IOException {
        picture("export/set/images/val/a.png");
        text("export/set/labels/val/a.txt", "");
        text("export/set/data.yaml", "names: [with]\n");
        text("__MACOSX/x.yaml", "names: [other]");
        assertThat(DatasetReader.read(root).images().getFirst().file()).isEqualTo("images/val/a.png");
    }

    @Test
    void leavesOutUnreadablePicturesAndSaysSo() throws IOException {
        byte[] png = picture("images/val/a.png");
        Files.write(root.resolve("images/val/b.png"), java.util.Arrays.copyOf(png, 200));
        text("data.yaml", "names: [with]\n");
        ParsedDataset dataset = DatasetReader.read(root);
        assertThat(dataset.images()).hasSize(1);
        assertThat(dataset.findings(Rule.UNREADABLE_IMAGE)).hasSize(1);
    }

    @Test
    void readsTheSameTwice() throws IOException {
        for (int i = 0; i < 20; i++) {
            picture("images/val/p%d.png".formatted(i));
            text("labels/val/p%d.txt".formatted(i), "0 0.5 0.5 0.1 0.1\nx");
        }
        text("data.yaml", "names: [with]\n");
        assertThat(DatasetReader.read(root)).isEqualTo(DatasetReader.read(root));
    }

    @Test
    void refusesWhatIsNoDataset() throws IOException {
        text("readme.md", "hello");
        assertThatThrownBy(() -> DatasetReader.read(root))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("no layout is recognised");
        text("data.yaml", "names: {0: a, 2: b}\n");
        assertThatThrownBy(() -> DatasetReader.read(root)).hasMessageContaining("without gaps");
        text("data.yaml", "names: [a\n");
        assertThatThrownBy(() -> DatasetReader.read(root)).hasMessageContaining("not YAML");
    }

    private byte[] picture(String file) throws IOException {
        byte[] bgr = new byte[100 * 50 * 3];
        new Random(++seed).nextBytes(bgr);
        byte[] png = PictureEncoder.png(new Picture(100, 50, bgr));
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, png);
        return png;
    }

    private void text(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
