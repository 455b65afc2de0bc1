package dev.visor.evaluation.look;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.Picture;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.robustness.Corruption;
import dev.visor.evaluation.robustness.Corruptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Looks at consecutive pictures on the caller's thread. */
final class Looker {
    /** Detections below it don't matter to AP; the usual floor of COCO evaluations. */
    static final double LEAST_SCORE = 0.001;

    private final PictureCache pictures;

    Looker(PictureCache pictures) {
        this.pictures = pictures;
    }

    /**
     * Looks.
     *
     * @param first the first picture's place in the split
     * @param count how many
     * @param seenSoFar hears after each picture how many were seen, and may end it by throwing
     */
    Seen look(
            Detector detector,
            LabelledPictures split,
            ClassAlignment alignment,
            Look.@Nullable Corrupted corruption,
            int first,
            int count,
            IntConsumer seenSoFar) {
        List<List<Detection>> detections = new ArrayList<>(count);
        List<Observation> observations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LabelledImage image = split.images().get(first + i);
            Picture picture = corrupted(pictures.get(image), image.digest(), corruption);
            List<Detection> seen = detector.detect(picture, LEAST_SCORE).detections();
            detections.add(seen);
            observations.add(alignment.observe(image, seen));
            seenSoFar.accept(i + 1);
        }
        return new Seen(MatchTable.of(new Observations(alignment.judged(), observations), first), detections);
    }

    private static Picture corrupted(Picture picture, Sha256 digest, Look.@Nullable Corrupted how) {
        if (how == null) {
            return picture;
        }
        Corruption corruption = Corruptions.of(how.word());
        return corruption.apply(picture, how.severity(), corruption.seed(how.seed(), digest, how.severity()));
    }
}
