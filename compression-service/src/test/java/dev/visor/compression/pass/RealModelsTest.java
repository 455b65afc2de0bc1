package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.RealModels;
import dev.visor.compression.calibration.PreprocessedPictures;
import dev.visor.compression.pass.cleanup.ConvertOpset;
import dev.visor.compression.pass.cleanup.DeduplicateInitializers;
import dev.visor.compression.pass.cleanup.EliminateDeadNodes;
import dev.visor.compression.pass.cleanup.EliminateIdentity;
import dev.visor.compression.pass.cleanup.ExtractInitializersFromInputs;
import dev.visor.compression.pass.cleanup.FoldConstants;
import dev.visor.compression.pass.cleanup.MendResizeRoi;
import dev.visor.compression.pass.fusion.FuseBatchNorm;
import dev.visor.compression.pass.precision.ConvertToFloat16;
import dev.visor.compression.pass.quantization.Operators;
import dev.visor.compression.pass.quantization.QuantizeStatic;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.Detection;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealModelsTest {
    @Test
    void anInt8HelmetDetectorIsSmallAndAgreesWithItsParent(@TempDir Path folder) throws IOException {
        Path model = SharedFolder.require("models/helmet-yolov8n-320.onnx");
        DetectorManifest manifest = RealModels.yolov8(320, RealModels.HELMET_CLASSES);
        List<Path> pictures = RealModels.pictures("calib", 32);
        Graph graph = GraphReader.read(model);
        List<GraphPass> passes = new ArrayList<>(tidying());
        passes.add(new QuantizeStatic(32, Operators.ALL, 99.99, false));
        try (PreprocessedPictures inputs =
                new PreprocessedPictures(manifest.input(), pictures.size(), i -> bytes(pictures.get(i)))) {
            PassRunner.run(graph, passes, PassContext.calibratedOn(inputs));
        }
        Path variant = folder.resolve("int8.onnx");
        GraphWriter.write(graph, variant);
        assertThat((double) Files.size(model) / Files.size(variant)).isGreaterThan(3.3);

        int expected = 0;
        int found = 0;
        double scoreDifference = 0;
        try (Detector parent = Detector.open(model, manifest, 1);
                Detector child = Detector.open(variant, manifest, 1)) {
            for (Path file : pictures) {
                Picture picture = PictureDecoder.decode(file);
                List<Detection> candidates = child.detect(picture, 0.1).detections();
                for (Detection d : parent.detect(picture, 0.4).detections()) {
                    expected++;
                    Detection twin = candidates.stream()
                            .filter(c -> c.classIndex() == d.classIndex() && overlap(c, d) > 0.7)
                            .findFirst()
                            .orElse(null);
                    if (twin != null) {
                        found++;
                        scoreDifference += Math.abs(twin.score() - d.score());
                    }
                }
            }
        }
        assertThat(expected).isGreaterThan(30);
        assertThat((double) found / expected).isGreaterThan(0.95);
        assertThat(scoreDifference / found).isCloseTo(0, within(0.05));
    }

    @Test
    void halfPrecisionHalvesAHelmetDetector() throws IOException {
        Path model = SharedFolder.require("models/helmet-yolov8n-320.onnx");
        Graph graph = GraphReader.read(model);
        List<GraphPass> passes = new ArrayList<>(tidying());
        passes.add(new ConvertToFloat16(64, 50));
        PassRunner.run(graph, passes, PassContext.bare());
        assertThat((double) Files.size(model) / GraphWriter.toBytes(graph).length)
                .isGreaterThan(1.9);
    }

    static List<GraphPass> tidying() {
        return List.of(
                new ExtractInitializersFromInputs(),
                new ConvertOpset(),
                new MendResizeRoi(),
                new EliminateIdentity(),
                new FoldConstants(1 << 20),
                new FuseBatchNorm(),
                new DeduplicateInitializers(),
                new EliminateDeadNodes());
    }

    private static double overlap(Detection a, Detection b) {
        double w = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double h = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        double both = Math.max(w, 0) * Math.max(h, 0);
        return both / (a.width() * a.height() + b.width() * b.height() - both);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
