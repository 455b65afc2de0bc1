package dev.visor.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.family.FamilyResolver;
import dev.visor.detection.family.ManifestOverrides;
import dev.visor.detection.family.ModelSignature;
import dev.visor.detection.family.TensorSpec;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.samples.SampleFiles;
import dev.visor.samples.scene.HeadClass;
import dev.visor.samples.scene.Pictures;
import dev.visor.samples.scene.Scene;
import dev.visor.samples.scene.SceneRenderer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed model, used the way that Visor uses an uploaded one: its metadata says how. */
class SampleModelTest {
    /** Far from every dataset's scenes. */
    private static final long UNSEEN = 9_000_000_000L;

    private static final int SCENES = 60;

    @TempDir
    private static Path folder;

    private static Map<String, String> metadata;
    private static Detector detector;

    @BeforeAll
    static void load() throws IOException {
        Path model = SampleFiles.writeModel(folder);
        metadata = metadata(model);
        ModelSignature signature = new ModelSignature(
                List.of(new TensorSpec(HelmetNet.IMAGE, "FLOAT", List.of(1L, 3L, 320L, 320L))),
                List.of(new TensorSpec(ModelExport.OUTPUT, "FLOAT", List.of(1L, 2000L, 6L))),
                metadata);
        DetectorManifest manifest = FamilyResolver.resolve(signature, ManifestOverrides.none())
                .require()
                .manifest();
        detector = Detector.open(model, manifest, 1);
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @Test
    void findsHeadsInScenesThatItHasNeverSeen() {
        AveragePrecision precision = new AveragePrecision(0.5, HelmetNet.CLASSES);
        SceneRenderer renderer = new SceneRenderer();
        for (int i = 0; i < SCENES; i++) {
            Scene scene = renderer.draw(UNSEEN + i);
            precision.add(TrainingScenes.labels(scene.heads()), detect(scene.image(), 0.01));
        }
        System.out.println(String.format(Locale.ROOT, "AP50 on %d unseen scenes: %.4f", SCENES, precision.mean()));
        assertThat(precision.mean()).isGreaterThanOrEqualTo(0.80);
    }

    @Test
    void findsNothingInABlackPicture() {
        assertThat(detect(new BufferedImage(480, 360, BufferedImage.TYPE_INT_RGB), 0.3))
                .isEmpty();
    }

    @Test
    void saysWhatItIs() {
        assertThat(metadata)
                .containsEntry("family", "visor")
                .containsEntry("imgsz", "[320, 320]")
                .containsEntry("license", "Apache-2.0")
                .containsEntry("names", "{0: 'with_helmet', 1: 'without_helmet'}")
                .containsKeys("input", "seed", "command");
        assertThat(detector.manifest().family()).isEqualTo(DetectorFamily.VISOR);
        assertThat(detector.manifest().classes()).isEqualTo(HeadClass.labels());
        assertThat(detector.manifest().license()).isEqualTo("Apache-2.0");
    }

    private static List<Detection> detect(BufferedImage picture, double minScore) {
        return detector.detect(PictureDecoder.decode(Pictures.jpeg(picture)), minScore).detections().stream()
                .map(d -> new Detection(Box.ofCorner(d.x(), d.y(), d.width(), d.height()), d.classIndex(), d.score()))
                .toList();
    }

    private static Map<String, String> metadata(Path model) throws IOException {
        return dev.visor.onnx.graph.GraphReader.read(model).metadata();
    }
}
