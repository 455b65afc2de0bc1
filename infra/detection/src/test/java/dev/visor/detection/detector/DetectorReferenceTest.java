package dev.visor.detection.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.ContractJson;
import dev.visor.detection.Detection;
import dev.visor.detection.Shared;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.preprocess.Letterbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Against detections that Python made (OpenCV, ONNX Runtime, NumPy), on real pictures. */
class DetectorReferenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"helmet-yolox-nano-416", "helmet-yolov8n-320"})
    void findsWhatTheReferenceFinds(String model) {
        JsonNode reference = ContractJson.MAPPER
                .readTree(Shared.require("golden/detections.json").toFile())
                .get(model);
        Path pictures = Shared.require("data/rider-helmet-v1/images/val");
        try (Detector detector =
                Detector.open(Shared.require("models/" + model + ".onnx"), ReferenceManifests.of(model), 1)) {
            for (Map.Entry<String, JsonNode> entry : reference.properties()) {
                Picture picture = PictureDecoder.decode(pictures.resolve(entry.getKey()));
                geometryAgrees(detector, picture, entry.getValue());
                tensorsAgree(detector, picture, entry.getValue());
                boxesAgree(
                        detector.detect(picture, 0.05).detections(),
                        entry.getValue().get("detections"),
                        entry.getKey());
            }
        }
    }

    private static void geometryAgrees(Detector detector, Picture picture, JsonNode expected) {
        assertThat(picture.width()).isEqualTo(expected.get("width").asInt());
        assertThat(picture.height()).isEqualTo(expected.get("height").asInt());
        Letterbox geometry = Letterbox.of(detector.manifest().input(), picture.width(), picture.height());
        assertThat(geometry.ratioX()).isEqualTo(expected.get("ratio").asDouble());
        assertThat(geometry.left()).isEqualTo(expected.get("left").asInt());
        assertThat(geometry.top()).isEqualTo(expected.get("top").asInt());
    }

    private static void tensorsAgree(Detector detector, Picture picture, JsonNode expected) {
        double inputMean = expected.get("input_mean").asDouble();
        double sum = 0;
        float[] tensor = detector.preprocess(picture);
        for (float value : tensor) {
            sum += value;
        }
        assertThat(sum / tensor.length).isCloseTo(inputMean, within(1e-5 * inputMean));
        RawOutput output = detector.rawOutputs(picture).getFirst();
        double outputSum = 0;
        for (int i = 0; i < output.values().capacity(); i++) {
            outputSum += output.values().get(i);
        }
        double outputMean = expected.get("output_mean").asDouble();
        assertThat(outputSum / output.values().capacity()).isCloseTo(outputMean, within(1e-4 * outputMean));
    }

    private static void boxesAgree(List<Detection> found, JsonNode expected, String file) {
        assertThat(found).as(file).hasSameSizeAs(expected.values());
        for (JsonNode box : expected) {
            JsonNode corners = box.get("box");
            assertThat(found).as(file + " " + box).anySatisfy(d -> {
                assertThat(d.classIndex()).isEqualTo(box.get("cls").asInt());
                assertThat(d.score()).isCloseTo(box.get("score").asDouble(), within(1e-3));
                assertThat(d.x()).isCloseTo(corners.get(0).asDouble(), within(0.05));
                assertThat(d.y()).isCloseTo(corners.get(1).asDouble(), within(0.05));
                assertThat(d.x() + d.width()).isCloseTo(corners.get(2).asDouble(), within(0.05));
                assertThat(d.y() + d.height()).isCloseTo(corners.get(3).asDouble(), within(0.05));
            });
        }
    }
}
