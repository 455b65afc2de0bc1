package dev.visor.detection.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.Detection;
import dev.visor.detection.Shared;
import dev.visor.detection.family.FamilyResolver;
import dev.visor.detection.family.ManifestOverrides;
import dev.visor.detection.family.ModelSignature;
import dev.visor.detection.family.TensorSpec;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.probe.Probe;
import dev.visor.onnx.probe.ProbeLimits;
import dev.visor.onnx.probe.ProbeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published models of each family, as an upload takes them: probed, resolved, and then used on pictures of workers. */
class EveryFamilyTest {
    private static final int PICTURES = 12;
    private static final int PERSON = 3;

    /** The least share of the labelled persons is far below what each finds; another layout finds next to none. */
    @ParameterizedTest
    @CsvSource({
        "coco-yolov8n-640-fp32,   YOLOV8,  person, '',   0.6",
        "coco-yolo26n-640-fp32,   END2END, person, '',   0.6",
        "coco-yolox-nano-416-fp32, YOLOX,   person, '',   0.6",
        "coco-nanodet-m-416-fp32, NANODET, person, '',   0.6",
        "coco-deimv2-atto-320-fp32, DETR,  person, coco, 0.2",
    })
    void findsPersons(String model, DetectorFamily family, String label, String classes, double least)
            throws IOException, InterruptedException {
        Path file = Shared.require("models/" + model + ".onnx");
        Path split = Shared.require("data/hardhat-4cls/valid");
        DetectorManifest manifest = FamilyResolver.resolve(
                        signature(file), ManifestOverrides.ofParameters(Map.of("classes", classes)))
                .require()
                .manifest();
        assertThat(manifest.family()).isEqualTo(family);
        int person = manifest.classes().indexOf(label);
        int labelled = 0;
        int found = 0;
        try (Detector detector = Detector.open(file, manifest, 1);
                Stream<Path> pictures = Files.list(split.resolve("images"))) {
            for (Path picture : pictures.sorted().limit(PICTURES).toList()) {
                List<Detection> seen =
                        detector.detect(PictureDecoder.decode(picture), 0.2).detections();
                assertThat(seen).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
                for (double[] box : persons(split, picture)) {
                    labelled++;
                    found += seen.stream().anyMatch(d -> d.classIndex() == person && overlap(d, box) > 0.5) ? 1 : 0;
                }
            }
        }
        System.out.printf("%s finds %d of %d persons%n", model, found, labelled);
        assertThat((double) found / labelled).isGreaterThan(least);
    }

    private static ModelSignature signature(Path file) throws IOException, InterruptedException {
        ProbeReport.Survived probe = (ProbeReport.Survived) Probe.run(file, ProbeLimits.standard());
        return new ModelSignature(
                probe.inputs().stream()
                        .map(i -> new TensorSpec(i.name(), i.type().name(), dims(i.shape())))
                        .toList(),
                probe.outputs().stream()
                        .map(o -> new TensorSpec(o.name(), o.type().name(), dims(o.shape())))
                        .toList(),
                probe.metadata(),
                probe.outputs());
    }

    private static List<Long> dims(@Nullable Shape shape) {
        return Arrays.stream(Objects.requireNonNull(shape).toArray()).boxed().toList();
    }

    /** Left, top, right, bottom in pixels of pictures of 640 × 640; polygons are passed over. */
    private static List<double[]> persons(Path split, Path picture) throws IOException {
        String name = picture.getFileName().toString().replaceFirst("\\.[^.]+$", ".txt");
        List<double[]> boxes = new ArrayList<>();
        for (String line : Files.readAllLines(split.resolve("labels").resolve(name))) {
            double[] v = Arrays.stream(line.strip().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (v[0] == PERSON && v.length == 5) {
                boxes.add(new double[] {
                    640 * (v[1] - v[3] / 2), 640 * (v[2] - v[4] / 2), 640 * (v[1] + v[3] / 2), 640 * (v[2] + v[4] / 2)
                });
            }
        }
        return boxes;
    }

    private static double overlap(Detection d, double[] box) {
        double width = Math.min(d.x() + d.width(), box[2]) - Math.max(d.x(), box[0]);
        double height = Math.min(d.y() + d.height(), box[3]) - Math.max(d.y(), box[1]);
        double both = Math.max(width, 0) * Math.max(height, 0);
        return both / (d.width() * d.height() + (box[2] - box[0]) * (box[3] - box[1]) - both);
    }
}
