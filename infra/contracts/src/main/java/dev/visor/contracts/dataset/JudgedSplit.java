package dev.visor.contracts.dataset;

import java.util.List;

/**
 * Pictures that verdicts are based on. Nothing that changes a model takes this type.
 *
 * @param split {@code promotion} or {@code val}
 * @param images its pictures, in the dataset's order
 */
public record JudgedSplit(Split split, List<LabelledImage> images) {
    public JudgedSplit {
        if (split != Split.PROMOTION && split != Split.VAL) {
            throw new IllegalArgumentException(
                    "verdicts are based on splits promotion and val only, was '%s'".formatted(split.word()));
        }
        images = List.copyOf(images);
        images.stream().filter(i -> i.split() != split).findFirst().ifPresent(stray -> {
            throw new IllegalArgumentException("picture '%s' is of split '%s', not of '%s'"
                    .formatted(stray.file(), stray.split().word(), split.word()));
        });
    }
}
