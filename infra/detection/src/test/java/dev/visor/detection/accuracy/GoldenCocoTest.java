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
import java.util.stream.DoubleStream;
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
        Observations observations = CocoInput.read(truth, detections).observations();
        long start = System.nanoTime();
        CocoSummary summary = CocoSummary.of(MatchTable.of(observations));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("cocospeed: %d detections matched and summed up in %.2f s%n", detections.size(), seconds);
        JsonNode expected = ContractJson.MAPPER
                .readTree(Files.readAllBytes(folder.resolve("stats.json")))
                .get("stats");
        assertThat(summary.stats()).containsExactly(doubles(expected), within(EXACT));
    }

    private static void check(JsonNode golden) {
        CocoInput input = CocoInput.read(golden, golden.get("detections"));
        CocoSummary summary = CocoSummary.of(MatchTable.of(input.observations()));
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

    /** COCO documents as observations, images and classes in the order of their ids. */
    private record CocoInput(Map<Integer, Integer> classIndex, List<Group> groups) {
        private record Group(List<JsonNode> truths, List<JsonNode> seen) {}

        static CocoInput read(JsonNode golden, JsonNode detections) {
            CocoInput input = new CocoInput(ranks(golden.get("categories")), new ArrayList<>());
            Map<Integer, Integer> images = ranks(golden.get("images"));
            images.keySet().forEach(id -> input.groups.add(new Group(new ArrayList<>(), new ArrayList<>())));
            for (JsonNode label : golden.get("annotations")) {
                input.groups
                        .get(images.get(label.get("image_id").asInt()))
                        .truths
                        .add(label);
            }
            for (JsonNode seen : detections) {
                input.groups.get(images.get(seen.get("image_id").asInt())).seen.add(seen);
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

        Observations observations() {
            return new Observations(
                    classIndex.keySet().stream().map(String::valueOf).toList(),
                    groups.stream()
                            .map(g -> new Observation(labels(g.truths), sightings(g.seen)))
                            .toList());
        }

        private Labels labels(List<JsonNode> truths) {
            int n = truths.size();
            boolean[] crowd = new boolean[n];
            for (int i = 0; i < n; i++) {
                crowd[i] = truths.get(i).path("iscrowd").asInt(0) != 0;
            }
            return new Labels(
                    classes(truths),
                    boxes(truths),
                    truths.stream().mapToDouble(t -> t.get("area").asDouble()).toArray(),
                    crowd,
                    new boolean[n]);
        }

        private Sightings sightings(List<JsonNode> seen) {
            return new Sightings(
                    classes(seen),
                    boxes(seen),
                    seen.stream().mapToDouble(s -> s.get("score").asDouble()).toArray());
        }

        private int[] classes(List<JsonNode> all) {
            return all.stream()
                    .mapToInt(n -> classIndex.get(n.get("category_id").asInt()))
                    .toArray();
        }

        private static double[] boxes(List<JsonNode> all) {
            return all.stream()
                    .flatMapToDouble(n -> DoubleStream.of(doubles(n.get("bbox"))))
                    .toArray();
        }
    }
}
