package dev.visor.evaluation.metric;

import dev.visor.contracts.ContractJson;
import dev.visor.detection.accuracy.Observations;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Made-up detections with pycocotools' figures, where they lie beside the repository. */
public final class GoldenCoco {
    /** pycocotools can't match a label with the id 0; here it is a label like any other. */
    private static final String COPIED_DEFECT = "gt_id_zero_quirk";

    private GoldenCoco() {}

    /** One case and pycocotools' AP at IoU 0.5. */
    public record Case(String name, Observations observations, double ap50) {}

    public static List<Case> cases() throws IOException {
        JsonNode cases = ContractJson.MAPPER
                .readTree(Files.readAllBytes(SharedFolder.require("golden/coco-golden.json")))
                .get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(c -> !c.get("name").asString().equals(COPIED_DEFECT))
                .map(c -> new Case(
                        c.get("name").asString(),
                        observations(c),
                        c.get("expected").get("stats").get(1).asDouble()))
                .toList();
    }

    private static Observations observations(JsonNode golden) {
        List<Integer> categories = ids(golden.get("categories"));
        TreeMap<Integer, List<Scene.Box>> labels = new TreeMap<>();
        TreeMap<Integer, List<Scene.Seen>> seen = new TreeMap<>();
        for (int image : ids(golden.get("images"))) {
            labels.put(image, new ArrayList<>());
            seen.put(image, new ArrayList<>());
        }
        for (JsonNode label : golden.get("annotations")) {
            Scene.Box box = box(label, categories);
            labels.get(label.get("image_id").asInt()).add(label.path("iscrowd").asInt(0) != 0 ? box.asCrowd() : box);
        }
        for (JsonNode detection : golden.get("detections")) {
            seen.get(detection.get("image_id").asInt())
                    .add(box(detection, categories).seen(detection.get("score").asDouble()));
        }
        Scene scene = Scene.of(categories.stream().map(id -> "class " + id).toArray(String[]::new));
        labels.forEach((image, boxes) -> scene.picture(boxes, seen.get(image)));
        return scene.observations();
    }

    private static List<Integer> ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(n -> n.isObject() ? n.get("id").asInt() : n.asInt())
                .distinct()
                .sorted()
                .toList();
    }

    private static Scene.Box box(JsonNode node, List<Integer> categories) {
        JsonNode b = node.get("bbox");
        return Scene.box(
                categories.indexOf(node.get("category_id").asInt()),
                b.get(0).asDouble(),
                b.get(1).asDouble(),
                b.get(2).asDouble(),
                b.get(3).asDouble());
    }
}
