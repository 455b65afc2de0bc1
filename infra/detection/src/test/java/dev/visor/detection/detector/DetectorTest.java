package dev.visor.detection.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.detection.Detection;
import dev.visor.detection.Shared;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTest {
    private static final String MODEL = "helmet-yolov8n-320";

    @Test
    void givesManyThreadsTheSameBoxesAndClosesUnderThem() throws Exception {
        Path model = Shared.require("models/" + MODEL + ".onnx");
        Picture picture = PictureDecoder.decode(Shared.require("data/rider-helmet-v1/images/val/bhk_179.jpg"));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Detector detector = Detector.open(model, ReferenceManifests.of(MODEL), 1);
            List<Detection> expected = detector.detect(picture, 0.05).detections();
            List<Future<List<Detection>>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                results.add(threads.submit(() -> detector.detect(picture, 0.05).detections()));
            }
            for (Future<List<Detection>> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
            Future<?> running = threads.submit(() -> {
                while (true) {
                    detector.detect(picture, 0.05);
                }
            });
            detector.close();
            assertThatThrownBy(running::get)
                    .hasCauseInstanceOf(VisorException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void feedsTheTensorThatItGives() {
        Path model = Shared.require("models/" + MODEL + ".onnx");
        Picture picture = PictureDecoder.decode(Shared.require("data/rider-helmet-v1/images/val/bhk_179.jpg"));
        try (Detector detector = Detector.open(model, ReferenceManifests.of(MODEL), 1)) {
            float[] tensor = detector.preprocess(picture);
            assertThat(detector.rawOutputs(tensor).getFirst().values())
                    .isEqualTo(detector.rawOutputs(picture).getFirst().values());
        }
    }

    @Test
    void feedsASecondInputAndReadsIntegers(@TempDir Path folder) throws IOException {
        Path model = Files.write(folder.resolve("two.onnx"), GraphWriter.toBytes(TinyModels.detrLike(8)));
        InputContract input = new InputContract(
                "images",
                64,
                64,
                ColorOrder.RGB,
                List.of(0f, 0f, 0f),
                List.of(255f, 255f, 255f),
                Resize.STRETCH,
                114,
                "orig_target_sizes");
        DetectorManifest manifest = new DetectorManifest(
                DetectorFamily.DETR, input, List.of("a", "b", "c", "d", "e", "f", "g", "h"), 0.5, null);
        byte[] bgr = new byte[3 * 128 * 32];
        new java.util.Random(1).nextBytes(bgr);
        try (Detector detector = Detector.open(model, manifest, 1)) {
            Picture picture = new Picture(128, 32, bgr);
            List<Detection> seen = detector.detect(picture, 0).detections();
            // Boxes all overlap, and none suppresses another.
            assertThat(seen).hasSize(16);
            assertThat(seen).allSatisfy(d -> {
                assertThat(d.x()).isBetween(0.0, 64.0);
                assertThat(d.x() + d.width()).isBetween(64.0, 128.0);
                assertThat(d.y() + d.height()).isBetween(16.0, 32.0);
            });
            List<RawOutput> raw = detector.rawOutputs(picture);
            assertThat(raw).extracting(RawOutput::name).containsExactly("labels", "boxes", "scores");
            float[] labels = raw.getFirst().values().array();
            float[] classes = new float[16];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = seen.get(i).classIndex();
            }
            assertThat(classes).containsExactlyInAnyOrder(labels);
        }
        InputContract without =
                new InputContract("images", 64, 64, input.channels(), input.mean(), input.std(), input.resize(), 114);
        assertThatThrownBy(() -> Detector.open(
                        model, new DetectorManifest(DetectorFamily.DETR, without, manifest.classes(), 0.5, null), 1))
                .hasMessageContaining("feeds the inputs [images], the model has [images, orig_target_sizes]");
    }

    @Test
    void refusesAManifestThatDoesNotFitTheModel() {
        Path model = Shared.require("models/" + MODEL + ".onnx");
        DetectorManifest right = ReferenceManifests.of(MODEL);
        DetectorManifest threeClasses = new DetectorManifest(
                right.family(), right.input(), List.of("a", "b", "c"), right.suppressionIou(), null);
        assertThatThrownBy(() -> Detector.open(model, threeClasses, 1))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("[1, 6, 2100]");
        assertThatThrownBy(() -> Detector.open(model, ReferenceManifests.of("helmet-yolox-nano-416"), 1))
                .isInstanceOf(VisorException.class);
    }

    @Test
    void refusesNoise(@TempDir Path folder) throws IOException {
        Path noise = Files.write(folder.resolve("noise.onnx"), new byte[1000]);
        assertThatThrownBy(() -> Detector.open(noise, ReferenceManifests.of(MODEL), 1))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL));
    }
}
