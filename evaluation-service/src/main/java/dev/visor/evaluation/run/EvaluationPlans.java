package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.policy.SecondDataset;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.Versions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is to be measured of the variants of uploads. */
@Component
public class EvaluationPlans {
    private final DatasetCatalog datasets;
    private final Versions versions;

    EvaluationPlans(DatasetCatalog datasets, Versions versions) {
        this.datasets = datasets;
        this.versions = versions;
    }

    /** The plan of a variant that was made. What datasets' names stand for is settled by the first plan of an upload. */
    public EvaluationPlan of(Variant variant, Upload upload) {
        Artifact artifact = variant.artifact();
        DetectorManifest manifest = variant.manifest();
        if (artifact == null || manifest == null) {
            throw new VisorException(ErrorCode.INTERNAL, "variant %s is ready but has no file".formatted(variant.id()));
        }
        return EvaluationPlan.of(
                new EvaluationPlan.Model(artifact, manifest),
                new EvaluationPlan.Model(upload.artifact(), upload.manifest()),
                datasets.judgedSplit(datasetOf(upload)),
                upload.policy(),
                secondOf(upload));
    }

    private @Nullable LabelledPictures secondOf(Upload upload) {
        SecondDataset second = upload.policy().secondDataset();
        if (second == null) {
            return null;
        }
        Sha256 digest = upload.secondDatasetDigest();
        return datasets.judgedSplit(
                digest != null
                        ? digest
                        : versions.pinSecondDataset(upload.modelVersion(), datasets.named(second.dataset())));
    }

    /** The plan that a variant was measured by: with the dataset and the tool of that day. */
    public EvaluationPlan asMeasured(Variant variant, Upload upload, Evaluations.Summary summary) {
        EvaluationPlan now = of(variant, upload);
        return EvaluationPlan.of(
                now.variant(),
                now.baseline(),
                datasets.judgedSplit(summary.datasetDigest()),
                now.policy(),
                now.second(),
                summary.toolVersion());
    }

    private Sha256 datasetOf(Upload upload) {
        Sha256 digest = upload.datasetDigest();
        if (digest != null) {
            return digest;
        }
        String name =
                upload.dataset() != null ? upload.dataset() : upload.policy().dataset();
        if (name == null) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "neither the upload nor policy '%s' names a dataset to judge on; upload again with one"
                            .formatted(upload.policy().name()));
        }
        return versions.pinDataset(upload.modelVersion(), datasets.named(name));
    }
}
