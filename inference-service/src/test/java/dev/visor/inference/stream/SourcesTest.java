package dev.visor.inference.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.DetectionFrame;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.inference.ServiceTest;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SourcesTest extends ServiceTest {
    private static final Path ROOT = Path.of("target/test-sources").toAbsolutePath();

    @Autowired
    Sources sources;

    @Autowired
    SourceTable table;

    private ChampionChanged champion = champion(0, new Artifact(Sha256.of(new byte[0]), 0), tinyManifest(1), 0);

    @BeforeAll
    static void draw() throws IOException {
        Path folder = Files.createDirectories(ROOT.resolve("pictures"));
        for (int i = 0; i < 5; i++) {
            Files.write(folder.resolve("p" + i + ".png"), PictureEncoder.png(noise(80 + i, 60, i)));
        }
        Files.writeString(folder.resolve("p2b.jpg"), "no picture");
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        TestVideo.write(ROOT.resolve("clip.mp4"), 64, 48, 10, 20);
        Files.writeString(ROOT.resolve("playlist.mp4"), "#EXTM3U\n#EXTINF:1,\nclip.mp4\n");
    }

    @BeforeEach
    void serve() {
        champion = serveTiny(2);
    }

    @AfterEach
    void end() {
        List.copyOf(sources.all()).forEach(r -> sources.delete(r.source().camera()));
    }

    @Test
    void publishesEachPictureOfAFolderAndKeepsOneOfThemASecond() {
        put("folder-cam", ROOT.resolve("pictures"), 20, false);
        DetectionFrame first = frame("folder-cam", 0);
        assertThat(first.width()).isEqualTo(80);
        assertThat(first.variant()).isEqualTo(champion.variant());
        assertThat(first.digest()).isEqualTo(champion.artifact().digest());
        assertThat(first.detections()).isNotEmpty().allMatch(d -> d.className().startsWith("class"));
        assertThat(first.inferenceMillis()).isPositive();
        URI picture = URI.create(Objects.requireNonNull(first.imageUri()));
        HttpResponse<byte[]> kept = get(picture.getPath());
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(Sha256.of(kept.body())).isEqualTo(first.imageDigest());
        assertThat(PictureDecoder.decode(kept.body()).width()).isEqualTo(80);
        scenario.awaitState("it is at its end", () -> state("folder-cam").equals("FINISHED"));
        JsonNode status = json(get("/api/v1/sources/folder-cam")).get("status");
        assertThat(status.get("frames").asInt() + status.get("dropped").asInt()).isEqualTo(5);
    }

    @Test
    void publishesFramesOfAVideo() {
        put("video-cam", ROOT.resolve("clip.mp4"), 5, false);
        assertThat(frame("video-cam", 0).width()).isEqualTo(64);
        scenario.awaitState("it is at its end", () -> state("video-cam").equals("FINISHED"));
        JsonNode status = json(get("/api/v1/sources/video-cam")).get("status");
        assertThat(status.get("frames").asInt() + status.get("dropped").asInt())
                .as("2 seconds at 5 frames a second")
                .isBetween(9, 11);
    }

    @Test
    void loopsWithNumbersThatGoOn() {
        put("loop-cam", ROOT.resolve("pictures"), 30, true);
        DetectionFrame later = frame("loop-cam", 12);
        assertThat(later.camera()).isEqualTo("loop-cam");
        put("loop-cam", ROOT.resolve("pictures"), 30, true);
        assertThat(frame("loop-cam", 1000).frame()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void refusesWhatLiesOutsideOfTheRoots() throws IOException {
        problem(putRaw("out", "/etc"), 403, "outside");
        problem(putRaw("out", ROOT.resolve("../../src").toString()), 403, "outside");
        problem(putRaw("out", "file:///etc/passwd"), 403, "outside");
        problem(putRaw("out", "http://127.0.0.1/a.mp4"), 400, "only folders and video files");
        problem(putRaw("out", "concat:/etc/passwd"), 400, "only folders and video files");
        problem(putRaw("out", ROOT.resolve("nowhere").toString()), 400, "not there");
        Path link = ROOT.resolve("link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("/etc"));
        problem(putRaw("out", link.toString()), 403, "outside");
        problem(putRaw("Out Cam", ROOT.resolve("pictures").toString()), 400, "not allowed");
        problem(get("/api/v1/sources/out"), 404, "out");
        assertThat(table.all()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithASourceThatCannotBeRead() throws IOException {
        put("bad-cam", ROOT.resolve("playlist.mp4"), 5, false);
        scenario.awaitState("it failed", () -> state("bad-cam").equals("FAILED"));
        assertThat(json(get("/api/v1/sources/bad-cam"))
                        .get("status")
                        .get("error")
                        .asString())
                .contains("no MP4");
        Files.createDirectories(ROOT.resolve("empty"));
        put("empty-cam", ROOT.resolve("empty"), 5, false);
        scenario.awaitState("it failed", () -> state("empty-cam").equals("FAILED"));
    }

    @Test
    void runsAgainWhatWasConfiguredAfterARestart() {
        put("kept-cam", ROOT.resolve("pictures"), 10, true);
        sources.stop();
        assertThat(sources.all()).isEmpty();
        sources.start();
        assertThat(sources.all()).extracting(r -> r.source().camera()).containsExactly("kept-cam");
        assertThat(send(request("/api/v1/sources/kept-cam").DELETE().build()).statusCode())
                .isEqualTo(204);
        assertThat(table.all()).isEmpty();
    }

    @Test
    void seesBareHeadsInARealVideo() throws IOException {
        Path video = SharedFolder.require("videos/two-riders-no-helmet.mp4");
        Artifact model = store.put(SharedFolder.require("models/helmet-yolov8n-320.onnx"));
        Files.deleteIfExists(ROOT.resolve("riders.mp4"));
        Files.copy(video, ROOT.resolve("riders.mp4"));
        ChampionChanged helmet = name(model, yolov8(320, List.of("with_helmet", "without_helmet")), 0.25);
        awaitServing(helmet);
        put("riders-cam", ROOT.resolve("riders.mp4"), 10, false);
        scenario.await(
                DetectionFrame.class,
                f -> f.camera().equals("riders-cam")
                        && f.detections().stream().anyMatch(d -> d.className().equals("without_helmet")));
        scenario.awaitState("it is at its end", () -> state("riders-cam").equals("FINISHED"));
    }

    private DetectionFrame frame(String camera, long from) {
        return scenario.await(DetectionFrame.class, f -> f.camera().equals(camera) && f.frame() >= from);
    }

    private String state(String camera) {
        return json(get("/api/v1/sources/" + camera)).get("status").get("state").asString();
    }

    private void put(String camera, Path path, double framesPerSecond, boolean loop) {
        HttpResponse<byte[]> response = putJson(
                "/api/v1/sources/" + camera,
                "{\"uri\": \"%s\", \"loop\": %s, \"framesPerSecond\": %s}".formatted(path, loop, framesPerSecond));
        assertThat(response.statusCode()).as(new String(response.body())).isEqualTo(200);
    }

    private HttpResponse<byte[]> putRaw(String camera, String uri) {
        return putJson("/api/v1/sources/" + camera.replace(" ", "%20"), "{\"uri\": \"%s\"}".formatted(uri));
    }

    private static void problem(HttpResponse<byte[]> response, int status, String words) {
        assertThat(response.statusCode()).as(new String(response.body())).isEqualTo(status);
        assertThat(json(response).get("detail").asString()).contains(words);
    }
}
