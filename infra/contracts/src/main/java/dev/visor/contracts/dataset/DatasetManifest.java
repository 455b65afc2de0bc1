package dev.visor.contracts.dataset;

import dev.visor.contracts.Names;
import java.util.List;
import java.util.Optional;

/**
 * A dataset version as one JSON document in the artefact store; its digest is the dataset's. Pictures are artefacts of
 * their own.
 *
 * @param name what the user calls it
 * @param classes category names; {@link LabelledBox#category()} is an index into it
 * @param images sorted by split, then by file name
 */
public record DatasetManifest(String name, List<String> classes, List<LabelledImage> images) {
    public DatasetManifest {
        Names.require("dataset", name);
        classes = List.copyOf(classes);
        images = List.copyOf(images);
    }

    /** Pictures of one split, in order. */
    public List<LabelledImage> split(Split split) {
        return images.stream().filter(i -> i.split() == split).toList();
    }

    /** The split that verdicts are based on: {@code promotion}, else {@code val}. */
    public Optional<Split> judgedSplit() {
        return firstPresent(Split.PROMOTION, Split.VAL);
    }

    /** The split that calibration may see: {@code calib}, else {@code train}. */
    public Optional<Split> calibrationSplit() {
        return firstPresent(Split.CALIB, Split.TRAIN);
    }

    private Optional<Split> firstPresent(Split... splits) {
        return List.of(splits).stream()
                .filter(s -> images.stream().anyMatch(i -> i.split() == s))
                .findFirst();
    }
}
