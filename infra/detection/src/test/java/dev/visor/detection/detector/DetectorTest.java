package dev.visor.detection.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.Detection;
import dev.visor.detection.Shared;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
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
