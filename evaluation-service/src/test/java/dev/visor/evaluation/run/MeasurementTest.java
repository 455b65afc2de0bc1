package dev.visor.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.ColourWorld;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.cost.LatencyMeter;
import dev.visor.evaluation.cost.MemoryMeter;
import dev.visor.evaluation.cost.TimedModel;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.testkit.FakeArtifactStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
    private final FakeArtifactStore store = new FakeArtifactStore();

    @Test
    void aTrueDetectorIsPerfectAndAHalfBlindOneHalfAsGood() {
        Evaluation perfect = evaluate(Sight.TRUE);
        assertThat(perfect.summary().ap()).isCloseTo(1, within(1e-9));
        assertThat(perfect.latency().ratio()).isEqualTo(1);
        assertThat(perfect.classes()).extracting(c -> c.className()).containsExactly("red", "blue");

        Evaluation half = evaluate(Sight.HALF_BLIND);
        assertThat(half.summary().ap()).isCloseTo(0.5, within(1e-9));
        assertThat(half.latency().ratio()).isPositive();
        assertThat(half.latency().rounds()).isEqualTo(20);
    }

    @Test
    void theSameInputsGiveTheSameBytesOfReport() {
        Evaluation first = evaluate(Sight.TRUE);
        Evaluation second = evaluate(Sight.TRUE);
        assertThat(second.report()).isEqualTo(first.report());
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(evaluate(Sight.HALF_BLIND).key()).isNotEqualTo(first.key());
    }

    @Test
    void thePeakMemoryIsThatOfAProcessOfItsOwn(@TempDir Path folder) throws Exception {
        Path model = Files.write(folder.resolve("model.onnx"), ColourWorld.detector(Sight.TRUE, 0));
        long bytes = new MemoryMeter(3, Duration.ofMinutes(1))
                .peakBytes(model, ColourWorld.manifest().input());
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(bytes).isBetween(30L << 20, 1L << 30);
        } else {
            assertThat(bytes).isEqualTo(-1);
        }
    }

    @Test
    void aModelWithTwoInputsIsMeasuredToo(@TempDir Path folder) throws Exception {
        Path model = Files.write(folder.resolve("model.onnx"), GraphWriter.toBytes(TinyModels.detrLike(2)));
        InputContract one = ColourWorld.manifest().input();
        InputContract two = new InputContract(
                "images", 64, 64, one.channels(), one.mean(), one.std(), one.resize(), 0, "orig_target_sizes");
        assertThat(new MemoryMeter(1, Duration.ofMinutes(1)).peakBytes(model, two))
                .isNotZero();
        try (TimedModel timed = new TimedModel(model, two, List.of(new float[3 * 64 * 64]))) {
            assertThat(timed.run(0)).isNotNegative();
        }
    }

    @Test
    void aFileThatIsNoModelIsRefusedByTheProcessThatLoadsIt(@TempDir Path folder) throws Exception {
        Path model = Files.write(folder.resolve("model.onnx"), "no model".getBytes(StandardCharsets.UTF_8));
        MemoryMeter meter = new MemoryMeter(3, Duration.ofMinutes(1));
        assertThatThrownBy(() -> meter.peakBytes(model, ColourWorld.manifest().input()))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("can't load model.onnx");
    }

    @Test
    void picturesOfAnotherSizeThanTheirLabelsAreRefused() {
        Sha256 digest = ColourWorld.dataset(store, "colours", 1);
        LabelledPictures split = split(digest);
        var image = split.images().getFirst();
        var wrong = new dev.visor.contracts.dataset.LabelledImage(
                image.file(), image.digest(), 65, image.height(), image.split(), true, image.boxes());
        PictureCache pictures = new PictureCache(store, 1 << 20);
        assertThatThrownBy(() -> pictures.get(digest, wrong)).hasMessageContaining("has 64 × 64 pixels");
    }

    private Evaluation evaluate(Sight sight) {
        Sha256 digest = ColourWorld.dataset(store, "colours", 12);
        Evaluator.Request request = Evaluator.Request.of(
                new Evaluator.Model(store.put(ColourWorld.detector(sight, 0)), ColourWorld.manifest()),
                new Evaluator.Model(store.put(ColourWorld.detector(Sight.TRUE, 0)), ColourWorld.manifest()),
                split(digest),
                Policy.standard());
        PictureCache pictures = new PictureCache(store, 1 << 20);
        Evaluator evaluator = new Evaluator(
                store,
                pictures,
                new AccuracyRun(pictures, 2),
                new LatencyMeter(20, Duration.ofSeconds(5)),
                new MemoryMeter(2, Duration.ofMinutes(1)));
        return evaluator.evaluate(request, Steps.silent());
    }

    private LabelledPictures split(Sha256 digest) {
        try (var in = store.open(digest)) {
            return LabelledPictures.of(digest, ContractJson.MAPPER.readValue(in.readAllBytes(), DatasetManifest.class));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
