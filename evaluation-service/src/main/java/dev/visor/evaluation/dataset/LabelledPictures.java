package dev.visor.evaluation.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.JudgedSplit;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.List;

/**
 * The judged split of a dataset: labelled pictures in the dataset's order.
 *
 * @param dataset the dataset's name
 * @param digest of its manifest
 * @param classes all its classes
 * @param split which split
 * @param images its pictures; those that nobody labelled are left out
 */
public record LabelledPictures(
        String dataset, Sha256 digest, List<String> classes, Split split, List<LabelledImage> images) {
    public LabelledPictures {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
    }

    /**
     * The split that verdicts are based on.
     *
     * @throws VisorException {@code INVALID_DATASET} if there is none, or it has no labelled picture
     */
    public static LabelledPictures of(Sha256 digest, DatasetManifest manifest) {
        JudgedSplit judged = manifest.judgedSplit()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "dataset '%s' has neither a promotion nor a val split to judge on; import it again with one"
                                .formatted(manifest.name())));
        List<LabelledImage> labelled =
                judged.images().stream().filter(LabelledImage::labelled).toList();
        if (labelled.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "none of the %d pictures in split '%s' of dataset '%s' is labelled; label some"
                            .formatted(judged.images().size(), judged.split().word(), manifest.name()));
        }
        return new LabelledPictures(manifest.name(), digest, manifest.classes(), judged.split(), labelled);
    }
}
