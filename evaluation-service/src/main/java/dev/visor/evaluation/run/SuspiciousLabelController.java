package dev.visor.evaluation.run;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.dataset.quality.Suspicion;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.platform.artifact.ArtifactStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "datasets", description = "What models say of labels")
class SuspiciousLabelController {
    private final JudgedUploads uploads;
    private final DatasetCatalog datasets;
    private final ArtifactStore store;

    SuspiciousLabelController(JudgedUploads uploads, DatasetCatalog datasets, ArtifactStore store) {
        this.uploads = uploads;
        this.datasets = datasets;
        this.store = store;
    }

    /**
     * Labels that a person should look at again.
     *
     * @param dataset its name
     * @param digest the version that was judged on
     * @param model the uploaded file whose errors they are
     * @param toolVersion what judged
     * @param labels by kind, the surest first; at most 200 are kept
     */
    record SuspiciousLabelsAnswer(
            String dataset, Sha256 digest, VariantId model, String toolVersion, List<Doubt> labels) {}

    /**
     * One doubt.
     *
     * @param file picture in the dataset
     * @param picture its digest
     * @param kind what is doubtful
     * @param className what the model sees, or the label's class where it sees nothing
     * @param labelled the label's class; null where nothing is labelled
     * @param score of the detection; null where there is none
     * @param x left edge in pixels
     * @param y top edge in pixels
     * @param width in pixels
     * @param height in pixels
     */
    record Doubt(
            String file,
            Sha256 picture,
            Suspicion.Kind kind,
            String className,
            @Nullable String labelled,
            @Nullable Double score,
            double x,
            double y,
            double width,
            double height) {}

    @GetMapping("/api/v1/datasets/{name}/suspicious")
    @Operation(
            summary = "Labels of the judged split that a model's own errors cast doubt on",
            description =
                    "By the most accurate uploaded file that was judged on the dataset: sure detections (score 0.7 and more)"
                            + " where nothing is labelled or another class is, and labels that it never finds. At most"
                            + " 200. With version=DIGEST only what was judged on this version of the dataset counts. 404"
                            + " before anything was.")
    SuspiciousLabelsAnswer get(@PathVariable String name, @RequestParam(required = false) @Nullable Sha256 version) {
        JudgedUploads.Upload upload = uploads.best(name, version)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "no uploaded model was judged on %s '%s' yet; upload one with ?dataset=%s"
                                .formatted(version == null ? "dataset" : "this version of dataset", name, name)));
        LabelledPictures split = datasets.judgedSplit(upload.dataset());
        JsonNode report = ContractJson.MAPPER.readTree(store.read(upload.report()));
        List<String> judged = new ArrayList<>();
        report.path("inputs").path("judged").forEach(c -> judged.add(c.asString("")));
        List<Doubt> doubts = new ArrayList<>();
        report.path("suspicious").forEach(node -> {
            Suspicion suspicion = ContractJson.MAPPER.treeToValue(node, Suspicion.class);
            doubts.add(doubt(suspicion, split.images().get(suspicion.picture()), judged));
        });
        return new SuspiciousLabelsAnswer(name, upload.dataset(), upload.file(), upload.toolVersion(), doubts);
    }

    private static Doubt doubt(Suspicion suspicion, LabelledImage image, List<String> judged) {
        Integer labelled = suspicion.labelled();
        return new Doubt(
                image.file(),
                image.digest(),
                suspicion.kind(),
                judged.get(suspicion.category()),
                labelled == null ? null : judged.get(labelled),
                suspicion.score(),
                suspicion.x(),
                suspicion.y(),
                suspicion.width(),
                suspicion.height());
    }
}
