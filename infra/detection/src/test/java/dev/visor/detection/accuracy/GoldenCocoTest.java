package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.ContractJson;
import dev.visor.detection.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Equality with pycocotools 2.0.11 on its own figures, where they lie beside the repository. */
class GoldenCocoTest {
    private static final double EXACT = 1e-9;
    /** pycocotools can't match a label with the id 0; here it is a label like any other. */
    private static final String COPIED_DEFECT = "gt_id_zero_quirk";

    @TestFactory
    Stream<DynamicTest> equalsPycocotoolsOnEveryGoldenCase() throws IOException {
        Path file = Shared.require("golden/coco-golden.json");
        JsonNode cases = ContractJson.MAPPER.readTree(Files.readAllBytes(file)).get("cases");
        assertThat(cases.size()).isGreaterThanOrEqualTo(24);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(c -> DynamicTest.dynamicTest(c.get("name").asString(), () -> check(c)));
    }

    @Test
    void equalsPycocotoolsOnFiveThousandImagesAndHalfAMillionDetections() throws IOException {
        Path folder = Shared.require("golden/cocospeed");
        JsonNode truth = gunzip(folder.resolve("gt.json.gz"));
        JsonNode detections = gunzip(folder.resolve("dt.json.gz"));
        CocoInput input = CocoInput.read(truth, detections);
        long start = System.nanoTime();
        CocoSummary summary = CocoSummary.of(input.match());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("cocospeed: %d detections matched and summed up in %.2f s%n", detections.size(), seconds);
        JsonNode expected = ContractJson.MAPPER
                .readTree(Files.readAllBytes(folder.resolve("stats.json")))
                .get("stats");
        assertThat(summary.stats()).containsExactly(doubles(expected), within(EXACT));
    }

    private static void check(JsonNode golden) {
        CocoInput input = CocoInput.read(golden, golden.get("detections"));
        CocoSummary summary = CocoSummary.of(input.match());
        if (golden.get("name").asString().equals(COPIED_DEFECT)) {
            assertThat(summary.ap()).isCloseTo(1, within(EXACT));
            return;
        }
        JsonNode expected = golden.get("expected");
        assertThat(summary.stats()).containsExactly(doubles(expected.get("stats")), within(EXACT));
        for (Map.Entry<String, JsonNode> entry : expected.get("perClassAP").properties()) {
            int k = input.classIndex.get(Integer.valueOf(entry.getKey()));
            assertThat(summary.perClass().get(k).ap())
                    .as("AP of class %s", entry.getKey())
                    .isCloseTo(entry.getValue().asDouble(), within(EXACT));
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static JsonNode gunzip(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return ContractJson.MAPPER.readTree(in);
        }
    }

    /** COCO documents grouped by class and image. */
    private record CocoInput(Map<Integer, Integer> classIndex, Map<Long, Group> groups) {
        private record Group(List<JsonNode> truths, List<JsonNode> seen) {}

        static CocoInput read(JsonNode golden, JsonNode detections) {
            CocoInput input = new CocoInput(ranks(golden.get("categories")), new HashMap<>());
            Map<Integer, Integer> images = ranks(golden.get("images"));
            for (JsonNode label : golden.get("annotations")) {
                input.group(images, label).truths.add(label);
            }
            for (JsonNode seen : detections) {
                input.group(images, seen).seen.add(seen);
            }
            return input;
        }

        private static Map<Integer, Integer> ranks(JsonNode ids) {
            List<Integer> sorted = StreamSupport.stream(ids.spliterator(), false)
                    .map(n -> n.isObject() ? n.get("id").asInt() : n.asInt())
                    .distinct()
                    .sorted()
                    .toList();
            Map<Integer, Integer> ranks = new HashMap<>();
            sorted.forEach(id -> ranks.put(id, ranks.size()));
            return ranks;
        }

        private Group group(Map<Integer, Integer> images, JsonNode box) {
            long k = classIndex.get(box.get("category_id").asInt());
            long image = images.get(box.get("image_id").asInt());
            return groups.computeIfAbsent(k << 32 | image, key -> new Group(new ArrayList<>(), new ArrayList<>()));
        }

        MatchTable match() {
            MatchTable.Builder table = MatchTable.over(classIndex.size());
            Matcher matcher = new Matcher();
            groups.forEach((key, group) -> matcher.match(
                    (int) (key >> 32),
                    key.intValue(),
                    Cases.truths(group.truths.stream().map(CocoInput::label).toList()),
                    Cases.scored(group.seen.stream().map(CocoInput::seen).toList()),
                    table));
            return table.build();
        }

        private static Cases.Label label(JsonNode n) {
            JsonNode b = n.get("bbox");
            boolean crowd = n.path("iscrowd").asInt(0) != 0;
            double area = n.get("area").asDouble();
            return new Cases.Label(at(b, 0), at(b, 1), at(b, 2), at(b, 3), area, crowd, false);
        }

        private static Cases.Seen seen(JsonNode n) {
            JsonNode b = n.get("bbox");
            return new Cases.Seen(n.get("score").asDouble(), at(b, 0), at(b, 1), at(b, 2), at(b, 3));
        }

        private static double at(JsonNode box, int i) {
            return box.get(i).asDouble();
        }
    }
}
