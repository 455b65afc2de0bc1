package dev.visor.compression.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.RealModels;
import dev.visor.compression.latency.LayerTable;
import dev.visor.compression.pass.Checkpoints;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.plan.RecipeCatalog;
import dev.visor.compression.trial.TrialTable;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.testkit.FakeArtifactStore;
import dev.visor.testkit.SharedFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** On real detectors and pictures. */
class VariantMakerTest {
    private final FakeArtifactStore store = new FakeArtifactStore();
    private final VariantMaker maker = maker(store);

    private static VariantMaker maker(FakeArtifactStore place) {
        CompressionProperties properties = new CompressionProperties(8, 8, 8, 1, 2, 1);
        SearchBench bench = new SearchBench(place, TrialTable.inMemory(), properties);
        return new VariantMaker(
                place,
                new Workbenches(place, bench, upload -> Checkpoints.NONE, LayerTable.inMemory(), properties),
                properties);
    }

    @Test
    void makesTheSameBytesOfAHelmetDetectorEachTime() {
        Job job = job("helmet-yolov8n-320.onnx", RealModels.yolov8(320, RealModels.HELMET_CLASSES), "fast");
        MadeVariant first = make(job);
        MadeVariant second = make(job);
        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(first.tripwire()).isNull();
        assertThat(first.report().macs()).isGreaterThan(900_000_000L);
        assertThat((double) job.model().sizeBytes() / first.artifact().sizeBytes())
                .isGreaterThan(3.3);
        assertThat(first.report().outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.sqnrDecibels()).isGreaterThan(20));
    }

    @Test
    void saysThatAQuantisedUploadIsLeftAsItIs() {
        DetectorManifest manifest = RealModels.yolov8(
                320, IntStream.range(0, 14).mapToObj(i -> "class" + i).toList());
        Job job = job("ppe-yolov8n-320-int8-qdq.onnx", manifest, "fast");
        assertThatThrownBy(() -> make(job))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECIPE))
                .hasMessageContaining("leaves this model as it is")
                .hasMessageContaining("quantised already");
    }

    @Test
    void makesTheSameBytesByEveryBuiltInRecipeInAnotherPlace() {
        try (var context = new AnnotationConfigApplicationContext("dev.visor.compression.plan")) {
            for (Recipe recipe : context.getBean(RecipeCatalog.class).all()) {
                List<String> digests = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    digests.add(madeElsewhere(recipe));
                }
                assertThat(digests.getFirst()).as(recipe.name()).isEqualTo(digests.getLast());
            }
        }
    }

    /** In a store of its own, read from bytes; the digest, or why there is none. */
    private static String madeElsewhere(Recipe recipe) {
        FakeArtifactStore place = new FakeArtifactStore();
        Artifact model = place.put(GraphWriter.toBytes(TinyModels.yoloLike(2)));
        List<LabelledImage> images = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 10; i++) {
            byte[] pixels = new byte[96 * 64 * 3];
            random.nextBytes(pixels);
            Artifact picture = place.put(PictureEncoder.png(new Picture(96, 64, pixels)));
            images.add(new LabelledImage(i + ".png", picture.digest(), 96, 64, Split.CALIB, false, List.of()));
        }
        DatasetManifest dataset = new DatasetManifest("noise", List.of("class0", "class1"), images);
        Sha256 digest =
                place.put(ContractJson.MAPPER.writeValueAsBytes(dataset)).digest();
        Job job = job(model, RealModels.yolov8(64, List.of("class0", "class1")), recipe.name(), digest);
        try {
            return maker(place)
                    .make(job, recipe, ProgressListener.SILENT)
                    .artifact()
                    .digest()
                    .hex();
        } catch (VisorException e) {
            return e.detail();
        }
    }

    private MadeVariant make(Job job) {
        try (var context = new AnnotationConfigApplicationContext("dev.visor.compression.plan")) {
            RecipeCatalog recipes = context.getBean(RecipeCatalog.class);
            return maker.make(job, recipes.find(job.variant().recipe()).orElseThrow(), ProgressListener.SILENT);
        }
    }

    private Job job(String model, DetectorManifest manifest, String recipe) {
        return job(store.put(SharedFolder.require("models/" + model)), manifest, recipe, dataset());
    }

    private static Job job(Artifact artifact, DetectorManifest manifest, String recipe, Sha256 dataset) {
        return new Job(
                new VariantId(new ModelVersion("helmet", 1), recipe),
                Job.State.RUNNING,
                artifact,
                manifest,
                dataset,
                Policy.standard(),
                1,
                Sha256.of(new byte[0]),
                null,
                0,
                0,
                null,
                1,
                false,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
    }

    private Sha256 dataset() {
        List<LabelledImage> images = new ArrayList<>();
        for (Path picture : RealModels.pictures("calib", 16)) {
            Artifact artifact = store.put(picture);
            images.add(new LabelledImage(
                    String.valueOf(picture.getFileName()), artifact.digest(), 1, 1, Split.CALIB, false, List.of()));
        }
        DatasetManifest manifest = new DatasetManifest("riders", RealModels.HELMET_CLASSES, images);
        return store.put(ContractJson.MAPPER.writeValueAsBytes(manifest)).digest();
    }
}
