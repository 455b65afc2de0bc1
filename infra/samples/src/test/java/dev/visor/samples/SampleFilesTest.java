package dev.visor.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.detection.dataset.DatasetReader;
import dev.visor.detection.dataset.ParsedDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFilesTest {
    private static final Map<Split, Integer> FEW = Map.of(Split.CALIB, 3, Split.PROMOTION, 4);

    @TempDir
    private Path folder;

    @Test
    void writesADatasetInYolosLayout() throws IOException {
        Path zip = folder.resolve("few.zip");
        new SampleDataset(11, FEW).write(zip, line -> {});
        Map<String, byte[]> files = unzip(zip);
        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "data.yaml",
                        "images/calib/calib-00000.jpg",
                        "images/calib/calib-00001.jpg",
                        "images/calib/calib-00002.jpg",
                        "images/promotion/promotion-00000.jpg",
                        "images/promotion/promotion-00001.jpg",
                        "images/promotion/promotion-00002.jpg",
                        "images/promotion/promotion-00003.jpg",
                        "labels/calib/calib-00000.txt",
                        "labels/calib/calib-00001.txt",
                        "labels/calib/calib-00002.txt",
                        "labels/promotion/promotion-00000.txt",
                        "labels/promotion/promotion-00001.txt",
                        "labels/promotion/promotion-00002.txt",
                        "labels/promotion/promotion-00003.txt");
        assertThat(text(files, "data.yaml"))
                .contains("calib: images/calib", "promotion: images/promotion", "0: with_helmet", "1: without_helmet")
                .doesNotContain("train:");
    }

    @Test
    void labelsAreSharesOfThePicture() throws IOException {
        Path zip = folder.resolve("few.zip");
        new SampleDataset(11, FEW).write(zip, line -> {});
        Map<String, byte[]> files = unzip(zip);
        List<String> lines = files.keySet().stream()
                .filter(name -> name.startsWith("labels/"))
                .flatMap(name -> text(files, name).lines())
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            String[] parts = line.split(" ", -1);
            assertThat(parts).hasSize(5);
            assertThat(parts[0]).isIn("0", "1");
            double cx = Double.parseDouble(parts[1]);
            double cy = Double.parseDouble(parts[2]);
            double width = Double.parseDouble(parts[3]);
            double height = Double.parseDouble(parts[4]);
            assertThat(cx - width / 2).isGreaterThan(-1e-5);
            assertThat(cx + width / 2).isLessThan(1 + 1e-5);
            assertThat(cy - height / 2).isGreaterThan(-1e-5);
            assertThat(cy + height / 2).isLessThan(1 + 1e-5);
        });
    }

    @Test
    void theSameSeedGivesTheSameArchive() throws IOException {
        new SampleDataset(11, FEW).write(folder.resolve("a.zip"), line -> {});
        new SampleDataset(11, FEW).write(folder.resolve("b.zip"), line -> {});
        new SampleDataset(12, FEW).write(folder.resolve("c.zip"), line -> {});
        assertThat(folder.resolve("a.zip")).hasSameBinaryContentAs(folder.resolve("b.zip"));
        assertThat(Files.readAllBytes(folder.resolve("c.zip")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("a.zip")));
    }

    @Test
    void noSceneIsInTwoSplits() {
        assertThat(Split.TRAIN.sceneSeed(7, 999_999)).isLessThan(Split.CALIB.sceneSeed(7, 0));
        assertThat(Split.PROMOTION.sceneSeed(7, 999_999)).isLessThan(Split.TRAIN.sceneSeed(8, 0));
    }

    @Test
    void writesFramesInTheOrderOfTime() throws IOException {
        List<Path> frames = SampleFiles.writeFrames(folder.resolve("frames"), 3);
        assertThat(frames)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("frame-00000.jpg", "frame-00001.jpg", "frame-00002.jpg");
        assertThat(ImageIO.read(frames.get(2).toFile()).getWidth()).isEqualTo(480);
    }

    @Test
    void visorReadsTheDatasetWithoutAFault() throws IOException {
        Path dataset = folder.resolve("dataset");
        new SampleDataset(11, Map.of(Split.CALIB, 4, Split.VAL, 4, Split.PROMOTION, 8)).write(dataset, line -> {});
        ParsedDataset parsed = DatasetReader.read(dataset);
        assertThat(parsed.findings()).isEmpty();
        assertThat(parsed.classes()).containsExactly("with_helmet", "without_helmet");
        assertThat(parsed.split(dev.visor.contracts.dataset.Split.CALIB)).hasSize(4);
        assertThat(parsed.split(dev.visor.contracts.dataset.Split.PROMOTION)).hasSize(8);
    }

    @Test
    void refusesNoFramesAtAll() {
        assertThatThrownBy(() -> SampleFiles.writeFrames(folder, 0)).hasMessageContaining("0 frames");
    }

    @Test
    void writesTheModel() throws IOException {
        assertThat(Files.size(SampleFiles.writeModel(folder.resolve("new")))).isBetween(1_000_000L, 4_000_000L);
    }

    @Test
    void theCommandLineSaysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SamplesMain.run("dataset", "--out", "x.zip", "--sed", "7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sed");
        assertThatThrownBy(() -> SamplesMain.run("frames", "--count", "7")).hasMessageContaining("--out");
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzip(Path zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
