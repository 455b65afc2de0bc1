package dev.visor.compression.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.RealModels;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TripwireTest {
    private static final List<String> FOURTEEN =
            IntStream.range(0, 14).mapToObj(i -> "class" + i).toList();
    private static final List<String> SEVEN =
            IntStream.range(0, 7).mapToObj(i -> "class" + i).toList();

    @Test
    void recognisesPublishedQuantisationsThatDetectNothing() {
        assertThat(inspect("ppe-yolov8n-320-int8-qdq.onnx", RealModels.yolov8(320, FOURTEEN)))
                .contains("all boxes on 20 pictures have one of the scores [0.0, 1.39");
        assertThat(inspect("bdd-yolo11n-640-int8-qdq.onnx", RealModels.yolov8(640, SEVEN)))
                .contains("0 detections of score ≥ 0.05 on 20 pictures");
    }

    @Test
    void leavesTheirLivingTwinsAlone() {
        assertThat(inspect("ppe-yolov8n-320-fp32.onnx", RealModels.yolov8(320, FOURTEEN)))
                .isNull();
        assertThat(inspect("bdd-yolo11n-640-fp32.onnx", RealModels.yolov8(640, SEVEN)))
                .isNull();
    }

    @Test
    void comparesAVariantWithItsParent() {
        DetectorManifest manifest = RealModels.yolov8(320, FOURTEEN);
        Tripwire.Finding dead = Tripwire.compare(
                model("ppe-yolov8n-320-int8-qdq.onnx"),
                model("ppe-yolov8n-320-fp32.onnx"),
                manifest,
                pictures(10),
                ProgressListener.SILENT);
        assertThat(dead.reason()).contains("0 detections");
        assertThat(dead.outputs()).singleElement().satisfies(o -> {
            assertThat(o.parentScores()).isNotEqualTo(o.scores());
            assertThat(o.scores().getFirst()).isEqualTo(10 * 14L);
        });
        Tripwire.Finding same = Tripwire.compare(
                model("ppe-yolov8n-320-fp32.onnx"),
                model("ppe-yolov8n-320-fp32.onnx"),
                manifest,
                pictures(3),
                ProgressListener.SILENT);
        assertThat(same.reason()).isNull();
        assertThat(same.outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.sqnrDecibels()).isEqualTo(999));
    }

    private static @Nullable String inspect(String model, DetectorManifest manifest) {
        return Tripwire.inspect(model(model), manifest, pictures(20), ProgressListener.SILENT)
                .reason();
    }

    private static Path model(String name) {
        return SharedFolder.require("models/" + name);
    }

    private static Pictures pictures(int count) {
        List<Path> files = RealModels.pictures("calib", count);
        return new Pictures() {
            @Override
            public int size() {
                return files.size();
            }

            @Override
            public Picture picture(int index) {
                return PictureDecoder.decode(files.get(index));
            }
        };
    }
}
