package dev.visor.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.detection.accuracy.Observations;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two real helmet detectors on twelve pictures, where these lie beside the repository. */
class RealDetectionsTest {
    @Test
    void everyMetricHasSomethingToSayAndSaysItInJson() throws IOException {
        Observations one = observations("helmet-yolov8n-320");
        Observations other = observations("helmet-yolox-nano-416");
        BestThresholds best = BestThresholds.of(one, 0.3, 0.05);
        BestThresholds othersBest = BestThresholds.of(other, 0.3, 0.05);
        double[] thresholds = best.thresholds();
        TemperatureScaling temperature = TemperatureScaling.fit(other, 0.05);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("voc", VocAp.of(one));
        all.put("ultralyticsRamp", UltralyticsAp.of(one, UltralyticsAp.Era.RAMP));
        all.put("ultralyticsDrop", UltralyticsAp.of(one, UltralyticsAp.Era.DROP));
        all.put(
                "curves",
                PrecisionRecallCurve.of(one).stream().map(c -> c.thinned(201)).toList());
        all.put("thresholds", best);
        all.put("confusion", ConfusionMatrix.of(one, thresholds));
        all.put("calibration", Calibration.of(one, 0.05));
        all.put("temperature", temperature);
        all.put("corrected", CorrectedCalibration.of(one, 0.05));
        all.put("isotonic", IsotonicCalibration.fit(other, 0.05));
        all.put("agreement", Agreement.of(one, thresholds, other, othersBest.thresholds(), 24));
        all.put("alarms", Alarms.of(one, thresholds));
        all.put("olrp", Olrp.of(one));
        all.put("sizes", BySize.of(one));
        all.put("worst", WorstPictures.of(one, thresholds, 24));
        all.put("worse", WorstPictures.against(one, thresholds, other, othersBest.thresholds(), 24));
        byte[] json = ContractJson.MAPPER.writeValueAsBytes(all);
        assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("NaN", "Infinity", "null");

        VocAp voc = VocAp.of(one);
        assertThat(voc.ap10()).isBetween(0.5, 1.0);
        assertThat(UltralyticsAp.of(one, UltralyticsAp.Era.RAMP).ap50())
                .as("the ramp only adds")
                .isGreaterThanOrEqualTo(
                        UltralyticsAp.of(one, UltralyticsAp.Era.DROP).ap50());
        assertThat(Agreement.of(one, thresholds, other, othersBest.thresholds(), 24)
                        .flipRate())
                .isStrictlyBetween(0.0, 1.0);
        assertThat(Agreement.of(one, thresholds, one, thresholds, 24).flipRate())
                .isZero();
    }

    @Test
    void resultsCanBeReadBackFromJson() throws IOException {
        Observations one = observations("helmet-yolov8n-320");
        Olrp olrp = Olrp.of(one);
        assertThat(ContractJson.MAPPER.readValue(ContractJson.MAPPER.writeValueAsBytes(olrp), Olrp.class))
                .isEqualTo(olrp);
        BestThresholds best = BestThresholds.of(one, 0.3, 0.05);
        assertThat(ContractJson.MAPPER.readValue(ContractJson.MAPPER.writeValueAsBytes(best), BestThresholds.class))
                .isEqualTo(best);
    }

    private static Observations observations(String model) throws IOException {
        JsonNode pictures = ContractJson.MAPPER
                .readTree(Files.readAllBytes(SharedFolder.require("golden/detections.json")))
                .get(model);
        Path labels = SharedFolder.require("data/rider-helmet-v1/labels/val");
        Scene scene = Scene.of("with_helmet", "without_helmet");
        for (Map.Entry<String, JsonNode> picture : pictures.properties()) {
            double width = picture.getValue().get("width").asDouble();
            double height = picture.getValue().get("height").asDouble();
            List<Scene.Box> boxes = new ArrayList<>();
            for (String line :
                    Files.readAllLines(labels.resolve(picture.getKey().replaceFirst("\\.[^.]+$", ".txt")))) {
                if (!line.isBlank()) {
                    boxes.add(label(line.strip().split("\\s+"), width, height));
                }
            }
            List<Scene.Seen> seen = new ArrayList<>();
            for (JsonNode detection : picture.getValue().get("detections")) {
                seen.add(seen(detection));
            }
            scene.picture(boxes, seen);
        }
        return scene.observations();
    }

    private static Scene.Box label(String[] parts, double width, double height) {
        double w = Double.parseDouble(parts[3]) * width;
        double h = Double.parseDouble(parts[4]) * height;
        return Scene.box(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]) * width - w / 2,
                Double.parseDouble(parts[2]) * height - h / 2,
                w,
                h);
    }

    private static Scene.Seen seen(JsonNode detection) {
        JsonNode b = detection.get("box");
        double x = b.get(0).asDouble();
        double y = b.get(1).asDouble();
        return Scene.box(
                        detection.get("cls").asInt(),
                        x,
                        y,
                        b.get(2).asDouble() - x,
                        b.get(3).asDouble() - y)
                .seen(detection.get("score").asDouble());
    }
}
