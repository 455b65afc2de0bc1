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
import dev.visor.evaluation.cost.MemoryMeter;
import dev.visor.evaluation.cost.TimedModel;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.PictureCache;
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
        EvaluationReport perfect = report(Sight.TRUE);
        assertThat(perfect.coco().ap()).isCloseTo(1, within(1e-9));
        assertThat(perfect.alarms().perClass())
                .allSatisfy(c -> assertThat(c.missed()).isZero());
        assertThat(perfect.worst()).isEmpty();
        assertThat(perfect.agreement()).as("it is its own parent").isNull();

        EvaluationReport half = report(Sight.HALF_BLIND);
        assertThat(half.coco().ap()).isCloseTo(0.5, within(1e-9));
        assertThat(half.agreement()).isNotNull();
        assertThat(half.agreement().flipRate()).isPositive();
        assertThat(half.tideSinceParent()).isNotNull();
        assertThat(half.tideSinceParent().gains().miss()).isPositive();
    }

    @Test
    void theSameInputsGiveTheSameBytesOfReport() {
        EvaluationReport first = report(Sight.HALF_BLIND);
        EvaluationReport second = report(Sight.HALF_BLIND);
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(report(Sight.TRUE).inputs().digest())
                .isNotEqualTo(first.inputs().digest());
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
        assertThatThrownBy(() -> pictures.get(wrong)).hasMessageContaining("has 64 × 64 pixels");
    }

    private EvaluationReport report(Sight sight) {
        Sha256 digest = ColourWorld.dataset(store, "colours", 12);
        EvaluationPlan plan = EvaluationPlan.of(
                new EvaluationPlan.Model(store.put(ColourWorld.detector(sight, 0)), ColourWorld.manifest()),
                new EvaluationPlan.Model(store.put(ColourWorld.detector(Sight.TRUE, 0)), ColourWorld.manifest()),
                split(digest),
                Policy.standard(),
                null);
        LocalLooks looks =
                new LocalLooks(store, this::split, new PictureCache(store, 1 << 20), 2, (look, seen, of) -> {});
        CostFigures costs = new CostFigures(1, 1, 1, 1, 20, 1, 1, 1);
        Sha256 nothing = Sha256.of(new byte[0]);
        return Reporting.report(plan, new Exhibits(looks).of(plan, costs), nothing, nothing);
    }

    private LabelledPictures split(Sha256 digest) {
        try (var in = store.open(digest)) {
            return LabelledPictures.of(digest, ContractJson.MAPPER.readValue(in.readAllBytes(), DatasetManifest.class));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
