package dev.visor.compression.calibration;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.LearningSplit;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of a dataset that ranges are learnt from: split {@code calib}, else two of five of {@code train}. Pictures of other splits
 * are refused, and a picture that is also in a split that models are judged on is left out.
 *
 * @param split where they are from
 * @param images evenly spread over the split, in its order
 */
public record CalibrationPictures(Split split, List<Sha256> images) {
    private static final int ENOUGH_TO_SHARE = 50;

    public CalibrationPictures {
        if (!split.isLearning()) {
            throw new IllegalArgumentException(
                    "compression may learn from splits train and calib only, was '%s'".formatted(split.word()));
        }
        images = List.copyOf(images);
    }

    /**
     * Chooses from a dataset.
     *
     * @param limit how many pictures at most, ≥ 1
     */
    public static CalibrationPictures of(DatasetManifest dataset, int limit) {
        LearningSplit learning = dataset.calibrationSplit()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.CALIBRATION_DATA_MISSING,
                        "dataset '%s' has neither a split 'calib' nor 'train' to calibrate on; import it with one"
                                .formatted(dataset.name())));
        Split split = learning.split();
        List<Sha256> all = learning.images().stream().map(LabelledImage::digest).toList();
        if (all.isEmpty()) {
            throw new VisorException(
                    ErrorCode.CALIBRATION_DATA_MISSING,
                    "all pictures of split '%s' of dataset '%s' are also in splits that models are judged on"
                            .formatted(split.word(), dataset.name()));
        }
        return new CalibrationPictures(split, spread(split == Split.TRAIN ? leavingSome(all) : all, limit));
    }

    /** Two of five, so that a search has labelled pictures that nothing was calibrated on; all if there are only a few. */
    private static List<Sha256> leavingSome(List<Sha256> all) {
        if (all.size() < ENOUGH_TO_SHARE) {
            return all;
        }
        List<Sha256> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i % 5 < 2) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    /** At most so many of these, evenly spread. */
    public CalibrationPictures atMost(int limit) {
        return new CalibrationPictures(split, spread(images, limit));
    }

    private static List<Sha256> spread(List<Sha256> all, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        List<Sha256> chosen = new ArrayList<>(limit);
        for (int i = 0; i < limit; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / limit)));
        }
        return chosen;
    }
}
