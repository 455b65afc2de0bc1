package dev.visor.evaluation.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.ContractJson;
import dev.visor.testkit.SharedFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Equality with pycocotools 2.0.11 from file to figure, where its figures lie beside the repository. */
class GoldenCocoFilesTest {
    private static final double EXACT = 1e-9;
    /** pycocotools can't match a label with the id 0; here it is a label like any other. */
    private static final String COPIED_DEFECT = "gt_id_zero_quirk";

    @TestFactory
    Stream<DynamicTest> equalsPycocotoolsOnEveryGoldenCase() throws IOException {
        JsonNode cases = ContractJson.MAPPER
                .readTree(Files.readAllBytes(SharedFolder.require("golden/coco-golden.json")))
                .get("cases");
        assertThat(cases.size()).isEqualTo(24);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(c -> DynamicTest.dynamicTest(c.get("name").asString(), () -> check((ObjectNode) c)));
    }

    private static void check(ObjectNode golden) throws IOException {
        byte[] groundTruth = CocoFiles.gzipped(withObjects(golden).toString());
        byte[] detections = CocoFiles.plain(golden.get("detections").toString());
        CocoReport report = new CocoEvaluation(CocoLimits.DEFAULT, Draws.NONE, Progress.NONE)
                .run(() -> new ByteArrayInputStream(groundTruth), () -> new ByteArrayInputStream(detections));
        if (golden.get("name").asString().equals(COPIED_DEFECT)) {
            assertThat(report.stats()[0]).isCloseTo(1, within(EXACT));
            return;
        }
        assertThat(report.stats()).containsExactly(doubles(golden.at("/expected/stats")), within(EXACT));
        for (CocoReport.ClassFigures k : report.perClass()) {
            assertThat(k.ap())
                    .isCloseTo(golden.at("/expected/perClassAP/" + k.id()).asDouble(), within(EXACT));
        }
    }

    /** The golden file lists bare ids of images and categories. */
    private static JsonNode withObjects(ObjectNode golden) {
        for (String list : new String[] {"images", "categories"}) {
            ArrayNode objects = ContractJson.MAPPER.createArrayNode();
            golden.get(list)
                    .forEach(id ->
                            objects.add(ContractJson.MAPPER.createObjectNode().set("id", id)));
            golden.set(list, objects);
        }
        return golden;
    }

    @Test
    void equalsPycocotoolsOnFiveThousandImagesAndHalfAMillionDetections() throws IOException {
        Path folder = SharedFolder.require("golden/cocospeed");
        CocoReport report = new CocoEvaluation(CocoLimits.DEFAULT, Draws.NONE, Progress.NONE)
                .run(
                        () -> Files.newInputStream(folder.resolve("gt.json.gz")),
                        () -> Files.newInputStream(folder.resolve("dt.json.gz")));
        System.out.printf(
                "cocospeed: read %.2f s, evaluated and accumulated %.2f s, TIDE %.2f s%n",
                report.readSeconds(), report.seconds(), report.tideSeconds());
        JsonNode expected = ContractJson.MAPPER
                .readTree(Files.readAllBytes(folder.resolve("stats.json")))
                .get("stats");
        assertThat(report.stats()).containsExactly(doubles(expected), within(EXACT));
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
