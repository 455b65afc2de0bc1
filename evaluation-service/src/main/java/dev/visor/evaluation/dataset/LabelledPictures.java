package dev.visor.evaluation.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.metric.Truths;
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
        Split split = manifest.judgedSplit()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "dataset '%s' has neither a promotion nor a val split to judge on; import it again with one"
                                .formatted(manifest.name())));
        List<LabelledImage> labelled =
                manifest.split(split).stream().filter(LabelledImage::labelled).toList();
        if (labelled.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "none of the %d pictures in split '%s' of dataset '%s' is labelled; label some"
                            .formatted(manifest.split(split).size(), split.word(), manifest.name()));
        }
        return new LabelledPictures(manifest.name(), digest, manifest.classes(), split, labelled);
    }

    /** Labels of a picture for each judged class. */
    public static Truths[] truths(LabelledImage image, ClassAlignment alignment) {
        Truths[] truths = new Truths[alignment.judged().size()];
        for (int k = 0; k < truths.length; k++) {
            int place = k;
            truths[k] = of(image.boxes().stream()
                    .filter(b -> alignment.ofDataset().get(b.category()) == place)
                    .toList());
        }
        return truths;
    }

    private static Truths of(List<LabelledBox> labels) {
        int n = labels.size();
        if (n == 0) {
            return Truths.NONE;
        }
        double[] boxes = new double[4 * n];
        double[] areas = new double[n];
        boolean[] crowd = new boolean[n];
        boolean[] ignored = new boolean[n];
        for (int i = 0; i < n; i++) {
            LabelledBox box = labels.get(i);
            boxes[4 * i] = box.x();
            boxes[4 * i + 1] = box.y();
            boxes[4 * i + 2] = box.width();
            boxes[4 * i + 3] = box.height();
            areas[i] = box.area();
            crowd[i] = box.crowd();
            ignored[i] = box.ignore();
        }
        return new Truths(boxes, areas, crowd, ignored);
    }
}
