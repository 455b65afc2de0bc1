package dev.visor.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.Picture;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSlotTest {
    @TempDir
    Path folder;

    private final ModelSlot slot = new ModelSlot();
    private final Picture picture = new Picture(8, 8, new byte[8 * 8 * 3]);

    @Test
    void isNotReadyWhileItIsEmpty() {
        assertThatThrownBy(slot::lease)
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_READY));
    }

    @Test
    void closesTheModelBeforeTheFormerWhenItsLastLeaseReturns() throws IOException {
        LoadedModel first = load(1, 1);
        slot.swap(first);
        ModelLease held = slot.lease();
        slot.swap(load(2, 2));
        slot.swap(load(3, 3));
        assertThat(held.detect(picture, 0.5)).as("a held model still runs").isNotNull();
        assertThat(first.enter()).as("and takes nobody new").isFalse();
        held.close();
        assertThatThrownBy(() -> first.detector().detect(picture, 0.5)).hasMessageContaining("closed");
        slot.empty();
    }

    @Test
    void goesBackToTheFormerWithoutLoading() throws IOException {
        LoadedModel first = load(1, 1);
        slot.swap(first);
        slot.swap(load(2, 2));
        ChampionChanged again = champion(3, 1);
        assertThat(slot.adopt(again)).isTrue();
        assertThat(slot.champion()).contains(again);
        try (ModelLease lease = slot.lease()) {
            assertThat(lease.detect(picture, 0.5)).isNotNull();
        }
        slot.empty();
    }

    @Test
    void leavesAloneWhatIsServedWhenAnotherFileIsNamed() throws IOException {
        slot.swap(load(1, 1));
        assertThat(slot.adopt(champion(2, 2))).isFalse();
        assertThat(slot.champion()).contains(champion(1, 1));
        slot.empty();
    }

    private LoadedModel load(long sequence, int classes) throws IOException {
        Path file = folder.resolve(classes + ".onnx");
        GraphWriter.write(TinyModels.yoloLike(classes), file);
        ChampionChanged champion = champion(sequence, classes);
        return new LoadedModel(champion, Detector.open(file, champion.manifest(), 1));
    }

    private static ChampionChanged champion(long sequence, int classes) {
        InputContract input = new InputContract(
                "images",
                64,
                64,
                ColorOrder.RGB,
                List.of(0f, 0f, 0f),
                List.of(255f, 255f, 255f),
                Resize.LETTERBOX_CENTERED,
                114);
        List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
        return new ChampionChanged(
                "roadside",
                VariantId.baselineOf(new ModelVersion("m", classes)),
                new Artifact(Sha256.of(new byte[] {(byte) classes}), 1),
                new DetectorManifest(DetectorFamily.YOLOV8, input, names, 0.65, null),
                0.25,
                sequence,
                Instant.EPOCH);
    }
}
