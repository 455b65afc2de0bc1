package dev.visor.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.ingest.Api;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.VisorTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@VisorTest
class DatasetContentTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ArtifactStore store;

    @TempDir
    private Path temp;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(port);
    }

    @Test
    void everyVersionCanBeAskedForByItsDigest() throws IOException {
        JsonNode first = imported("versioned", SampleSets.yolo());
        Map<String, byte[]> changed = SampleSets.yolo();
        changed.put("labels/val/c.txt", SampleSets.text("1 0.5 0.5 0.5 0.5\n"));
        JsonNode second = imported("versioned", changed);
        String digest = first.at("/digest").stringValue();

        JsonNode versions = api.get("/api/v1/datasets/versioned/versions").json();
        assertThat(versions.findValuesAsString("digest"))
                .containsExactly(second.at("/digest").stringValue(), digest);
        assertThat(versions.at("/0/holds").booleanValue()).isTrue();
        assertThat(versions.at("/1/holds").booleanValue()).isFalse();
        JsonNode answer =
                api.get("/api/v1/datasets/versioned/versions/" + digest).json();
        assertThat(answer.at("/version").intValue()).isEqualTo(1);
        assertThat(answer.at("/report/splits/val/boxes").intValue()).isEqualTo(1);
        assertThat(boxesOfFirstClass("?version=" + digest)).isEqualTo(1);
        assertThat(boxesOfFirstClass("")).isZero();

        String strange = Sha256.of(new byte[1]).hex();
        assertThat(api.get("/api/v1/datasets/versioned/versions/" + strange).text())
                .contains("has no version of digest " + strange);
        assertThat(api.get("/api/v1/datasets/versioned/versions/1").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/datasets/none/versions").status()).isEqualTo(404);
    }

    @Test
    void namesDoubtfulLabelsAndPicturesThatTwoSplitsShare() throws IOException {
        Map<String, byte[]> files = SampleSets.yolo();
        files.put("images/val/leak.jpg", files.get("images/train/a.jpg"));
        files.put("labels/val/leak.txt", SampleSets.text("0 0.5 0.5 0.5 0.5\n"));
        files.put("labels/val/c.txt", SampleSets.text("0 0.5 0.5 0.5 0.5\n1 0.5 0.5 0.5 0.52\n0 0.1 0.1 0.05 0.05\n"));
        JsonNode report = imported("doubtful", files).at("/report");

        assertThat(report.at("/splits/val/images").intValue())
                .as("the shared one is left out")
                .isEqualTo(1);
        assertThat(report.at("/duplicates/sameAcross").intValue()).isEqualTo(1);
        assertThat(report.at("/leftOut").findValuesAsString("file")).contains("images/val/leak.jpg");
        assertThat(report.at("/quality").findValuesAsString("rule"))
                .contains("CLASS_CONFLICT", "TINY_BOX", "CLASS_MISSING_IN_SPLIT");
        JsonNode tiny =
                api.get("/api/v1/datasets/doubtful/findings?rule=TINY_BOX").json();
        assertThat(tiny.findValuesAsString("picture")).containsExactly("images/val/c.jpg");
        assertThat(tiny.at("/0/box/width").doubleValue()).isEqualTo(4);
        assertThat(api.get("/api/v1/datasets/doubtful/findings?picture=images/train/a.jpg")
                        .json()
                        .size())
                .isZero();
        assertThat(api.get("/api/v1/datasets/doubtful/findings?rule=NONE").status())
                .isEqualTo(400);
    }

    @Test
    void refusesASetWhoseJudgedPicturesWereAllLearntFrom() throws IOException {
        Map<String, byte[]> files = SampleSets.yolo();
        files.put("images/val/c.jpg", files.get("images/train/a.jpg"));

        Api.Answer answer = api.putFile("/api/v1/datasets/leaking", Zips.of(temp.resolve("l.zip"), files));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("no split to judge on", "the same picture is images/train/a.jpg");
    }

    @Test
    void showsItsPicturesAndNothingElseOfTheStore() throws IOException {
        JsonNode answer = imported("pictured", SampleSets.yolo());
        byte[] bytes = SampleSets.yolo().get("images/val/c.jpg");
        String path = "/api/v1/datasets/pictured/pictures/";

        Api.Answer whole = api.get(path + Sha256.of(bytes));
        assertThat(whole.response().body()).isEqualTo(bytes);
        assertThat(whole.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(whole.response().headers().allValues("X-Content-Type-Options"))
                .containsOnly("nosniff");
        assertThat(whole.header("Content-Security-Policy")).contains("default-src 'self'");
        Picture small = PictureDecoder.decode(
                api.get(path + Sha256.of(bytes) + "?width=40").response().body());
        assertThat(small.width()).isEqualTo(40);
        assertThat(small.height()).isEqualTo(30);
        assertThat(api.get(path + Sha256.of(bytes), "If-None-Match", whole.header("ETag"))
                        .status())
                .isEqualTo(304);

        assertThat(api.get(path + Sha256.of(bytes) + "?width=4").status()).isEqualTo(400);
        assertThat(api.get(path + answer.at("/digest").stringValue()).status()).isEqualTo(404);
        byte[] other = SampleSets.picture(4711, "png");
        assertThat(api.get(path + store.put(other).digest()).status()).isEqualTo(404);
    }

    private int boxesOfFirstClass(String version) {
        return api.get("/api/v1/datasets/versioned/statistics" + version)
                .json()
                .at("/splits/1/classes/0/boxes")
                .intValue();
    }

    private JsonNode imported(String name, Map<String, byte[]> files) throws IOException {
        Api.Answer answer = api.putFile("/api/v1/datasets/" + name, Zips.of(temp.resolve(name + ".zip"), files));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }
}
