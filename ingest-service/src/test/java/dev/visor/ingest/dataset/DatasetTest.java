package dev.visor.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.ingest.Api;
import dev.visor.ingest.IngestSettings;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.SharedFolder;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@VisorTest
class DatasetTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ArtifactStore store;

    @Autowired
    private IngestSettings settings;

    @Autowired
    private EventScenario scenario;

    @TempDir
    private Path temp;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(port);
    }

    @AfterEach
    void nothingStaysInTheSpool() throws IOException {
        try (Stream<Path> left = Files.list(settings.spool())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void importsYolo() throws IOException {
        JsonNode answer = imported("yolo-set", SampleSets.yolo());

        assertThat(answer.at("/classes").toString()).isEqualTo("[\"rider\",\"helmet\"]");
        assertThat(answer.at("/splits/train/images").intValue()).isEqualTo(2);
        assertThat(answer.at("/splits/val/boxes").intValue()).isEqualTo(1);
        assertThat(answer.at("/boxes").intValue()).isEqualTo(3);
        assertThat(answer.at("/report/layout").stringValue()).isEqualTo("YOLO");
        assertThat(answer.at("/report/judgedSplit").stringValue()).isEqualTo("val");
        assertThat(answer.at("/report/calibrationSplit").stringValue()).isEqualTo("train");
        assertThat(answer.at("/report/findings").size()).isZero();
        boxIsRight(answer);
        DatasetImported event =
                scenario.await(DatasetImported.class, e -> e.name().equals("yolo-set"));
        assertThat(event.images()).containsEntry(Split.TRAIN, 2).containsEntry(Split.VAL, 1);
    }

    @Test
    void importsPascalVoc() throws IOException {
        JsonNode answer = imported("voc-set", SampleSets.voc());

        assertThat(answer.at("/report/layout").stringValue()).isEqualTo("VOC");
        assertThat(answer.at("/splits/train/images").intValue()).isEqualTo(1);
        boxIsRight(answer);
    }

    @Test
    void importsCoco() throws IOException {
        JsonNode answer = imported("coco-set", SampleSets.coco());

        assertThat(answer.at("/report/layout").stringValue()).isEqualTo("COCO");
        assertThat(answer.at("/splits/val/images").intValue()).isEqualTo(1);
        boxIsRight(answer);
    }

    @Test
    void importsCvatWithItsTags() throws IOException {
        JsonNode answer = imported("cvat-set", SampleSets.cvat());

        assertThat(answer.at("/report/layout").stringValue()).isEqualTo("CVAT");
        assertThat(answer.at("/splits/train/images").intValue()).isEqualTo(1);
        assertThat(boxIsRight(answer).tags()).containsEntry("night", "true");
    }

    @Test
    void importsLabelStudioWithItsTags() throws IOException {
        JsonNode answer = imported("label-studio-set", SampleSets.labelStudio());

        assertThat(answer.at("/report/layout").stringValue()).isEqualTo("LABEL_STUDIO");
        assertThat(answer.at("/splits/train/images").intValue()).isEqualTo(1);
        assertThat(boxIsRight(answer).tags()).containsEntry("camera", "12");
        assertThat(boxIsRight(answer).luma()).isBetween(50.0, 200.0);
    }

    @Test
    void theSameContentIsTheSameVersionAndOtherContentTheNext() throws IOException {
        JsonNode first = imported("again", SampleSets.yolo());
        Path zip = Zips.of(temp.resolve("first.zip"), SampleSets.yolo());

        Api.Answer same = api.putFile("/api/v1/datasets/again", zip);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().at("/version").intValue()).isEqualTo(1);

        Map<String, byte[]> changed = SampleSets.yolo();
        changed.put("labels/val/c.txt", SampleSets.text("1 0.5 0.5 0.5 0.5\n"));
        assertThat(imported("again", changed).at("/version").intValue()).isEqualTo(2);
        assertThat(api.putFile("/api/v1/datasets/again", zip)
                        .json()
                        .at("/version")
                        .intValue())
                .isEqualTo(1);
        assertThat(api.get("/api/v1/datasets/again").json().at("/digest"))
                .as("what was put last holds")
                .isEqualTo(first.at("/digest"));
    }

    @Test
    void answersWhatItKeeps() throws IOException {
        imported("kept", SampleSets.yolo());

        assertThat(api.get("/api/v1/datasets").json().findValuesAsString("name"))
                .contains("kept");
        assertThat(api.get("/api/v1/datasets/kept").json().at("/boxes").intValue())
                .isEqualTo(3);
        assertThat(api.get("/api/v1/datasets/kept/report")
                        .json()
                        .at("/splits/train/images")
                        .intValue())
                .isEqualTo(2);
        Api.Answer unknown = api.get("/api/v1/datasets/none");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("there is no dataset 'none'");
    }

    @Test
    void takesAForm() throws IOException {
        Path zip = Zips.of(temp.resolve("form.zip"), SampleSets.yolo());

        Api.Answer answer = api.post("/api/v1/datasets/form", "archive", Files.readAllBytes(zip));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void leavesBrokenItemsOutByName() throws IOException {
        Map<String, byte[]> files = SampleSets.yolo();
        files.put("labels/train/a.txt", SampleSets.text("0 0.5 0.5 0.5 0.5\nviolate1\n0 0.1 0.1 0.4 0.4 0.2 0.6\n"));
        files.put("images/train/broken.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2});

        JsonNode report = imported("broken-items", files).at("/report");

        assertThat(report.at("/findings").findValuesAsString("rule"))
                .contains("MALFORMED_LABEL", "POLYGON", "UNREADABLE_IMAGE");
        assertThat(report.at("/leftOut").findValuesAsString("file"))
                .contains("labels/train/a.txt", "images/train/broken.jpg");
        assertThat(report.at("/leftOutCount").intValue())
                .isEqualTo(report.at("/leftOut").size());
    }

    @Test
    void refusesADatasetThatNothingCanBeJudgedOn() throws IOException {
        Map<String, byte[]> files = SampleSets.yolo();
        files.keySet().removeIf(name -> name.contains("val/"));
        refuses("no-val", files, "no split to judge on");

        files = SampleSets.yolo();
        files.put("labels/val/c.txt", SampleSets.text(""));
        refuses("no-boxes", files, "no labelled box in the 1 pictures of split 'val'");
    }

    @Test
    void refusesAnArchiveThatEscapesOrIsNone() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(SampleSets.yolo());
        files.put("../../evil.txt", new byte[1]);
        refuses("escaping", files, "the entry '../../evil.txt' has a path that leaves its folder");
        refuses("no-layout", Map.of("readme.md", new byte[1]), "no layout is recognised");

        assertThat(api.put("/api/v1/datasets/none", "no zip").text()).contains("not a zip file");
        assertThat(api.put("/api/v1/datasets/UPPER", "no zip").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/datasets/escaping").status()).isEqualTo(404);
    }

    @Test
    void importsTheRiderHelmetSet() throws IOException {
        Path set = SharedFolder.require("data/rider-helmet-v1");
        Path zip = Zips.ofFolder(temp.resolve("riders.zip"), set, List.of());

        Api.Answer answer = api.putFile("/api/v1/datasets/rider-helmet-v1", zip);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode json = answer.json();
        assertThat(json.at("/splits/train/images").intValue()).isEqualTo(608);
        assertThat(json.at("/splits/calib/images").intValue()).isEqualTo(100);
        assertThat(json.at("/splits/val/images").intValue()).isEqualTo(111);
        assertThat(json.at("/report/classes/0/boxes/val").intValue()).isEqualTo(158);
        assertThat(json.at("/report/classes/1/boxes/val").intValue()).isEqualTo(72);
    }

    @Test
    void reportsPolygonsAndTheMissingTestSplitOfTheHardHatSet() throws IOException {
        Path set = SharedFolder.require("data/hardhat-4cls");
        Path zip = Zips.ofFolder(temp.resolve("hardhat.zip"), set, List.of());

        Api.Answer answer = api.putFile("/api/v1/datasets/hardhat-4cls", zip);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().at("/splits/train/images").intValue()).isEqualTo(250);
        assertThat(answer.json().at("/splits/val/images").intValue()).isEqualTo(204);
        JsonNode findings = answer.json().at("/report/findings");
        assertThat(findings.findValuesAsString("rule")).contains("POLYGON", "SPLIT");
        assertThat(findings.toString()).contains("test");
    }

    @Test
    void namesTheAvifThatIsCalledJpeg() throws IOException {
        Path set = SharedFolder.require("data/dirty");
        Map<String, byte[]> files = SampleSets.yolo();
        files.put("images/train/avif.jpg", Files.readAllBytes(set.resolve("new128-is-avif.jpg")));
        files.put("labels/train/avif.txt", Files.readAllBytes(set.resolve("new128-is-avif.txt")));

        JsonNode report = imported("dirty", files).at("/report");

        assertThat(report.at("/leftOut").toString()).contains("MISLABELLED_IMAGE", "images/train/avif.jpg", "AVIF");
    }

    @Test
    void saysWhatTheUnsplitStreamSetIs() throws IOException {
        Path set = SharedFolder.require("data/biker-cctv");
        Path zip = Zips.ofFolder(temp.resolve("bikers.zip"), set, List.of());

        Api.Answer answer = api.putFile("/api/v1/datasets/biker-cctv", zip);

        // The set names neither classes nor splits; either it is refused in words or they are in the report.
        if (answer.status() == 422) {
            assertThat(answer.text()).containsAnyOf("split", "classes");
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.json().at("/report/findings").findValuesAsString("rule"))
                    .contains("SPLIT");
        }
    }

    private JsonNode imported(String name, Map<String, byte[]> files) throws IOException {
        Path zip = Zips.of(temp.resolve(name + ".zip"), files);
        Api.Answer answer = api.putFile("/api/v1/datasets/" + name, zip, "Content-Type", "application/zip");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/datasets/" + name);
        return answer.json();
    }

    private void refuses(String name, Map<String, byte[]> files, String words) throws IOException {
        Api.Answer answer = api.putFile("/api/v1/datasets/" + name, Zips.of(temp.resolve(name + ".zip"), files));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("INVALID_DATASET");
        assertThat(answer.json().at("/detail").stringValue()).contains(words);
        assertThat(api.get("/api/v1/datasets/" + name).status()).isEqualTo(404);
    }

    private LabelledImage boxIsRight(JsonNode answer) throws IOException {
        Sha256 digest = new Sha256(answer.at("/digest").stringValue());
        DatasetManifest manifest =
                ContractJson.MAPPER.readValue(Files.readAllBytes(store.fetch(digest)), DatasetManifest.class);
        LabelledImage image = manifest.split(Split.VAL).getFirst();
        assertThat(store.contains(image.digest())).isTrue();
        LabelledBox box = image.boxes().getFirst();
        Offset<Double> near = Offset.offset(0.001);
        assertThat(manifest.classes().get(box.category())).isEqualTo("rider");
        assertThat(box.x()).isCloseTo(20, near);
        assertThat(box.y()).isCloseTo(10, near);
        assertThat(box.width()).isCloseTo(40, near);
        assertThat(box.height()).isCloseTo(30, near);
        return image;
    }
}
