package dev.visor.contracts.dataset;

import java.util.List;

/**
 * Pictures that a model may be changed by: calibration and searches learn from them. Pictures of other splits can't be in
 * it, so whoever takes this type can't be handed what verdicts are based on.
 *
 * @param split {@code train} or {@code calib}
 * @param images its pictures, in the dataset's order
 */
public record LearningSplit(Split split, List<LabelledImage> images) {
    public LearningSplit {
        if (!split.isLearning()) {
            throw new IllegalArgumentException(
                    "code may learn from splits train and calib only, was '%s'".formatted(split.word()));
        }
        images = List.copyOf(images);
        images.stream().filter(i -> i.split() != split).findFirst().ifPresent(stray -> {
            throw new IllegalArgumentException("picture '%s' is of split '%s', not of '%s'"
                    .formatted(stray.file(), stray.split().word(), split.word()));
        });
    }
}
