package dev.visor.compression.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.RealModels;
import dev.visor.compression.latency.LayerTable;
import dev.visor.compression.pass.Checkpoints;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.plan.RecipeReader;
import dev.visor.compression.trial.TrialTable;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.testkit.FakeArtifactStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A recipe with conditions on a small model, from its text to the variant's report. */
class ConditionalVariantTest {
    private static final String RECIPE = """
            name: careful
            passes:
              - extract-initializers-from-inputs
              - convert-opset
              - quantize-weights: {minElements: 16}
                accept: {maxDrop: 100, smaller: 0.01}
              - convert-to-float16: {minElements: 16}
                accept: {maxDrop: 100, %s}
            """;

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final List<LabelledImage> images = new ArrayList<>();

    @Test
    void keepsTheStepThatMeetsItsConditionsAndExplainsTheOther() {
        addPictures(Split.CALIB, false);
        addPictures(Split.TRAIN, true);
        Recipe recipe = read(RECIPE.formatted("smaller: 0.9"));

        MadeVariant made = make(recipe);

        List<PassReport> steps = made.report().passes();
        assertThat(steps.get(2).skipped())
                .matches("has 0\\.\\d\\d of the download, at most 0.01 allowed; (loses|gains) \\d.*");
        assertThat(steps.get(2).changes()).isZero();
        assertThat(steps.get(3).skipped()).isNull();
        assertThat(steps.get(3).changes()).isPositive();
        assertThat(steps.get(3).figures()).containsKeys("apBefore", "apAfter", "timeRatio", "downloadRatio");
        assertThat(steps.get(3).figures().get("downloadRatio")).isLessThan(0.9);
        assertThat(made.report().sizeBytes()).isLessThan(model().sizeBytes());
    }

    @Test
    void makesNoVariantWhereEveryStepWasSkippedAndGivesAllReasons() {
        addPictures(Split.CALIB, false);
        addPictures(Split.TRAIN, true);
        assertThatThrownBy(() -> make(read(RECIPE.formatted("smaller: 0.02"))))
                .hasMessageContaining("recipe 'careful' leaves this model as it is: quantize-weights: has 0.")
                .hasMessageContaining("convert-to-float16: has 0.")
                .hasMessageContaining("at most 0.02 allowed");
    }

    @Test
    void acceptsNothingUnseen() {
        addPictures(Split.CALIB, false);
        assertThatThrownBy(() -> make(read(RECIPE.formatted("smaller: 2"))))
                .hasMessageContaining("quantize-weights: maxDrop can't be measured without labelled pictures")
                .hasMessageContaining("convert-to-float16: maxDrop can't be measured without labelled pictures");
    }

    private MadeVariant make(Recipe recipe) {
        CompressionProperties properties = new CompressionProperties(4, 4, 8, 1, 2, 1);
        SearchBench bench = new SearchBench(store, TrialTable.inMemory(), properties);
        Workbenches workbenches =
                new Workbenches(store, bench, upload -> Checkpoints.NONE, LayerTable.inMemory(), properties);
        return new VariantMaker(store, workbenches, properties).make(job(), recipe, ProgressListener.SILENT);
    }

    private static Recipe read(String text) {
        try (var context = new AnnotationConfigApplicationContext("dev.visor.compression.plan")) {
            return context.getBean(RecipeReader.class).read(text);
        }
    }

    private Artifact model() {
        return store.put(GraphWriter.toBytes(TinyModels.yoloLike(2)));
    }

    private void addPictures(Split split, boolean labelled) {
        SplittableRandom random = new SplittableRandom(split.ordinal());
        for (int i = 0; i < 8; i++) {
            byte[] pixels = new byte[96 * 64 * 3];
            random.nextBytes(pixels);
            Artifact picture = store.put(PictureEncoder.png(new Picture(96, 64, pixels)));
            List<LabelledBox> boxes = labelled ? List.of(LabelledBox.of(i % 2, 10, 10, 60, 50)) : List.of();
            images.add(new LabelledImage(split.word() + i + ".png", picture.digest(), 96, 64, split, labelled, boxes));
        }
    }

    private Job job() {
        List<String> classes = List.of("class0", "class1");
        Sha256 dataset = store.put(ContractJson.MAPPER.writeValueAsBytes(new DatasetManifest("noise", classes, images)))
                .digest();
        return new Job(
                new VariantId(new ModelVersion("tiny", 1), "careful"),
                Job.State.RUNNING,
                model(),
                RealModels.yolov8(64, classes),
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
}
