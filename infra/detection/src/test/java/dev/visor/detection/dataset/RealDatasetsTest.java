package dev.visor.detection.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.Shared;
import dev.visor.detection.dataset.layout.DatasetFolder;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.image.PictureEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public sets with the faults that public sets have. */
class RealDatasetsTest {
    @Test
    void readsRiderHelmetAsYolo() {
        ParsedDataset dataset = DatasetReader.read(Shared.require("data/rider-helmet-v1"));
        assertThat(dataset.layout()).isEqualTo(Layout.YOLO);
        assertThat(dataset.classes()).containsExactly("with_helmet", "without_helmet");
        assertThat(dataset.split(Split.TRAIN)).hasSize(608);
        assertThat(dataset.split(Split.CALIB)).hasSize(100);
        assertThat(dataset.split(Split.VAL)).hasSize(111).allMatch(ParsedImage::labelled);
        assertThat(boxes(dataset, Split.VAL, 0)).isEqualTo(158);
        assertThat(boxes(dataset, Split.VAL, 1)).isEqualTo(72);
        assertThat(boxes(dataset, Split.CALIB, 0)).isEqualTo(163);
        assertThat(boxes(dataset, Split.CALIB, 1)).isEqualTo(77);
        assertThat(dataset.findings(Rule.DUPLICATE)).isEmpty();
        assertThat(dataset.duplicates().nearAcross())
                .as("the set was split by near pictures")
                .isZero();
        assertThat(dataset.duplicates().within()).as("its augmented copies").containsOnlyKeys(Split.TRAIN);
    }

    @Test
    void readsTheSameBoxesFromVocToAPixel(@TempDir Path folder) throws IOException {
        Path source = Shared.require("data/rider-helmet-v1");
        copy(source.resolve("Annotations"), folder.resolve("Annotations"));
        copy(source.resolve("images/val"), folder.resolve("JPEGImages"));
        Files.createDirectories(folder.resolve("ImageSets/Main"));
        try (Stream<Path> pictures = Files.list(folder.resolve("JPEGImages"))) {
            Files.write(
                    folder.resolve("ImageSets/Main/val.txt"),
                    pictures.map(p -> DatasetFolder.withoutExtension(
                                    p.getFileName().toString()))
                            .toList());
        }
        ParsedDataset voc = DatasetReader.read(folder);
        assertThat(voc.layout()).isEqualTo(Layout.VOC);
        assertThat(voc.classes()).containsExactly("with_helmet", "without_helmet");
        assertThat(voc.split(Split.VAL)).hasSize(111);
        Map<String, List<LabelledBox>> yolo = DatasetReader.read(source).split(Split.VAL).stream()
                .collect(Collectors.toMap(i -> stem(i.file()), ParsedImage::boxes));
        for (ParsedImage image : voc.images()) {
            List<LabelledBox> expected = yolo.get(stem(image.file()));
            assertThat(image.boxes()).hasSameSizeAs(expected);
            for (LabelledBox box : expected) {
                assertThat(image.boxes()).as(image.file() + " " + box).anySatisfy(b -> {
                    assertThat(b.category()).isEqualTo(box.category());
                    assertThat(Math.abs(b.x() - box.x())).isLessThanOrEqualTo(1.01);
                    assertThat(Math.abs(b.y() - box.y())).isLessThanOrEqualTo(1.01);
                    assertThat(Math.abs(b.width() - box.width())).isLessThanOrEqualTo(1.51);
                    assertThat(Math.abs(b.height() - box.height())).isLessThanOrEqualTo(1.51);
                });
            }
        }
    }

    @Test
    void findsValPicturesThatWereEncodedAgainForPromotion(@TempDir Path folder) throws IOException {
        Path source = Shared.require("data/rider-helmet-v1");
        copy(source.resolve("images/val"), folder.resolve("val"));
        Files.createDirectories(folder.resolve("promotion"));
        Files.writeString(folder.resolve("data.yaml"), "names: [a]\n");
        try (Stream<Path> pictures = Files.list(folder.resolve("val"))) {
            for (Path picture : pictures.sorted().limit(20).toList()) {
                byte[] again = PictureEncoder.jpeg(PictureDecoder.decode(Files.readAllBytes(picture)), 50);
                Files.write(folder.resolve("promotion").resolve(picture.getFileName()), again);
            }
        }
        ParsedDataset dataset = DatasetReader.read(folder);
        assertThat(dataset.duplicates().pairs())
                .hasSize(20)
                .allMatch(p -> stem(p.file()).equals(stem(p.other())));
    }

    @Test
    void readsHardHatInRoboflowsLayoutWithItsPolygonsAndItsMissingSplit() {
        ParsedDataset dataset = DatasetReader.read(Shared.require("data/hardhat-4cls"));
        assertThat(dataset.classes()).containsExactly("hard_hat", "no_hard_hat", "no_head_wear", "person");
        assertThat(dataset.split(Split.TRAIN)).hasSize(250);
        assertThat(dataset.split(Split.VAL)).hasSize(204);
        assertThat(dataset.findings(Rule.POLYGON)).isNotEmpty().noneMatch(Finding::leftOut);
        assertThat(dataset.findings(Rule.SPLIT))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("'test'", "no pictures"));
        assertThat(dataset.images().stream()
                        .filter(i -> i.labelled() && i.boxes().isEmpty()))
                .as("an empty label file is background")
                .hasSize(1);
    }

    @Test
    void takesPicturesWithoutLabelFileAsUnlabelled(@TempDir Path folder) throws IOException {
        Path source = Shared.require("data/biker-cctv");
        copy(source.resolve("images"), folder.resolve("images"));
        copy(source.resolve("labels"), folder.resolve("labels"));
        Files.writeString(folder.resolve("data.yaml"), "names: {0: biker}\n");
        ParsedDataset dataset = DatasetReader.read(folder);
        assertThat(dataset.images()).hasSize(250);
        long labelled = dataset.images().stream().filter(ParsedImage::labelled).count();
        try (Stream<Path> labels = Files.list(folder.resolve("labels"))) {
            assertThat(labelled).isEqualTo(labels.count());
        }
        assertThat(dataset.findings(Rule.UNLABELLED)).hasSize(1);
    }

    @Test
    void asksForClassNamesWhereNothingGivesThem() {
        Path source = Shared.require("data/biker-cctv");
        assertThatThrownBy(() -> DatasetReader.read(source))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("no class names");
    }

    @Test
    void leavesOutAnAvifThatIsCalledJpg(@TempDir Path folder) throws IOException {
        Path dirty = Shared.require("data/dirty");
        Path good = Shared.require("data/rider-helmet-v1/images/val/bhk_105.jpg");
        Files.createDirectories(folder.resolve("train/images"));
        Files.createDirectories(folder.resolve("train/labels"));
        Files.copy(dirty.resolve("new128-is-avif.jpg"), folder.resolve("train/images/new128.jpg"));
        Files.copy(dirty.resolve("new128-is-avif.txt"), folder.resolve("train/labels/new128.txt"));
        Files.copy(good, folder.resolve("train/images/good.jpg"));
        Files.writeString(folder.resolve("train/labels/good.txt"), "violate1\n0 0.5 0.5 0.2 0.2\n");
        Files.writeString(folder.resolve("data.yaml"), "names: [a, b, c, d]\ntrain: train/images\n");
        ParsedDataset dataset = DatasetReader.read(folder);
        assertThat(dataset.images()).singleElement().satisfies(i -> {
            assertThat(i.file()).isEqualTo("train/images/good.jpg");
            assertThat(i.boxes()).hasSize(1);
        });
        assertThat(dataset.findings(Rule.MISLABELLED_IMAGE))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("AVIF"));
        assertThat(dataset.findings(Rule.MALFORMED_LABEL)).singleElement().satisfies(f -> {
            assertThat(f.file()).isEqualTo("train/labels/good.txt");
            assertThat(f.line()).isEqualTo(1);
            assertThat(f.message()).contains("violate1");
        });
    }

    private static long boxes(ParsedDataset dataset, Split split, int category) {
        return dataset.split(split).stream()
                .flatMap(i -> i.boxes().stream())
                .filter(b -> b.category() == category)
                .count();
    }

    private static String stem(String file) {
        return DatasetFolder.withoutExtension(file.substring(file.lastIndexOf('/') + 1));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
