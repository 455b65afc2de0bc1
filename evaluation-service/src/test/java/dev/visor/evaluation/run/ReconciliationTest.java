package dev.visor.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTableFormat;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.look.LocalLooks;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.metric.CorrectedCalibration;
import dev.visor.evaluation.metric.TemperatureScaling;
import dev.visor.evaluation.metric.VocAp;
import dev.visor.testkit.FakeArtifactStore;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real detectors on real pictures give the figures that pycocotools gives for them, where these lie at hand. */
class ReconciliationTest {
    private static final double CLOSE = 0.002;

    @Test
    void yolov8nHasTheAccuracyThatPycocotoolsGives() throws IOException {
        CocoSummary summary = judge("helmet-yolov8n-320.onnx", RiderHelmet.yolov8n());
        assertThat(summary.ap()).isCloseTo(0.507, within(CLOSE));
        assertThat(summary.ap50()).isCloseTo(0.804, within(CLOSE));
        assertThat(summary.ap75()).isCloseTo(0.564, within(CLOSE));
        assertThat(summary.perClass().get(0).ap50()).isCloseTo(0.912, within(CLOSE));
        assertThat(summary.perClass().get(1).ap50()).isCloseTo(0.697, within(CLOSE));
        assertThat(summary.perClass().get(0).instances()).isEqualTo(158);
    }

    @Test
    void yoloxNanoHasTheAccuracyThatPycocotoolsGives() throws IOException {
        CocoSummary summary = judge("helmet-yolox-nano-416.onnx", RiderHelmet.yoloxNano());
        assertThat(summary.ap()).isCloseTo(0.459, within(CLOSE));
        assertThat(summary.ap50()).isCloseTo(0.763, within(CLOSE));
    }

    @Test
    void aTemperatureHelpsPicturesThatItWasNotFittedOnAndAMapWithSoFewNotAlways() throws IOException {
        CorrectedCalibration v8n = corrected("helmet-yolov8n-320.onnx", RiderHelmet.yolov8n());
        assertThat(v8n.dEce()).isCloseTo(0.097, within(CLOSE));
        assertThat(v8n.dEceByTemperature()).isLessThan(v8n.dEce());
        assertThat(v8n.dEceByIsotonic()).isLessThan(v8n.dEceByTemperature());
        CorrectedCalibration yolox = corrected("helmet-yolox-nano-416.onnx", RiderHelmet.yoloxNano());
        assertThat(yolox.dEceByTemperature()).isLessThan(yolox.dEce());
        assertThat(yolox.dEceByIsotonic()).isGreaterThan(yolox.dEce());
    }

    private static CorrectedCalibration corrected(String model, DetectorManifest manifest) throws IOException {
        Observations observations = look(model, manifest);
        CorrectedCalibration corrected = CorrectedCalibration.of(observations, Exhibits.LEAST_THRESHOLD);
        TemperatureScaling all = TemperatureScaling.fit(observations, Exhibits.LEAST_THRESHOLD);
        System.out.printf("%s: %s, %s%n", model, corrected, all);
        return corrected;
    }

    @Test
    void vocApOfYolov8nIsNearItsAp50() throws IOException {
        VocAp voc = VocAp.of(look("helmet-yolov8n-320.onnx", RiderHelmet.yolov8n()));
        assertThat(voc.ap10()).isCloseTo(0.807, within(CLOSE));
        assertThat(voc.ap07()).isCloseTo(0.780, within(CLOSE));
    }

    private static Observations look(String model, DetectorManifest manifest) throws IOException {
        FakeArtifactStore store = new FakeArtifactStore();
        Sha256 digest = RiderHelmet.store(store);
        LabelledPictures split = LabelledPictures.of(
                digest, ContractJson.MAPPER.readValue(store.open(digest).readAllBytes(), DatasetManifest.class));
        Look look = look(store, SharedFolder.require("models/" + model), manifest, split, digest);
        Seen seen =
                new LocalLooks(store, d -> split, new PictureCache(store, 256 << 20), 2, (l, n, of) -> {}).apply(look);
        return Exhibits.observe(look.alignment(), split.images(), seen.detections());
    }

    @Test
    void swappedClassRowsShowInTheFigures() throws IOException {
        CocoSummary summary = judge("helmet-yolox-nano-416-swapped.onnx", RiderHelmet.yoloxNano());
        assertThat(summary.ap()).isCloseTo(0.088, within(CLOSE));
        assertThat(summary.ap50()).isCloseTo(0.171, within(CLOSE));
    }

    private static CocoSummary judge(String model, DetectorManifest manifest) throws IOException {
        var file = SharedFolder.require("models/" + model);
        FakeArtifactStore store = new FakeArtifactStore();
        Sha256 digest = RiderHelmet.store(store);
        LabelledPictures split = LabelledPictures.of(
                digest, ContractJson.MAPPER.readValue(store.open(digest).readAllBytes(), DatasetManifest.class));
        Look look = look(store, file, manifest, split, digest);
        PictureCache pictures = new PictureCache(store, 256 << 20);
        long start = System.nanoTime();
        Seen two = new LocalLooks(store, d -> split, pictures, 2, (l, n, of) -> {}).apply(look);
        double seconds = (System.nanoTime() - start) / 1e9;
        Seen one = new LocalLooks(store, d -> split, pictures, 1, (l, n, of) -> {}).apply(look);
        assertThat(MatchTableFormat.write(one.table()))
                .as("one worker and two give the same bytes")
                .isEqualTo(MatchTableFormat.write(two.table()));
        CocoSummary summary = CocoSummary.of(two.table());
        System.out.printf(
                "%s: AP %.4f AP50 %.4f AP75 %.4f, %d pictures in %.1f s with two workers%n",
                model,
                summary.ap(),
                summary.ap50(),
                summary.ap75(),
                split.images().size(),
                seconds);
        return summary;
    }

    private static Look look(
            FakeArtifactStore store, Path file, DetectorManifest manifest, LabelledPictures split, Sha256 digest) {
        return new Look(
                store.put(file),
                manifest,
                digest,
                split.split(),
                split.images().size(),
                ClassAlignment.of(manifest.classes(), split.classes(), Policy.standard()),
                null,
                ToolVersion.CURRENT);
    }
}
