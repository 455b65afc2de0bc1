package dev.visor.contracts.dataset;

import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    public Optional<JudgedSplit> judgedSplit() {
        return firstPresent(Split.PROMOTION, Split.VAL).map(split -> new JudgedSplit(split, split(split)));
    }

    /** The split that calibration may see: {@code calib}, else {@code train}. */
    public Optional<LearningSplit> calibrationSplit() {
        return firstPresent(Split.CALIB, Split.TRAIN).map(this::learning);
    }

    /** The split {@code train}, possibly without pictures. */
    public LearningSplit trainingSplit() {
        return learning(Split.TRAIN);
    }

    /** Without pictures whose bytes are in another split than those to learn from: imports of before let them through. */
    private LearningSplit learning(Split split) {
        Set<Sha256> asked = images.stream()
                .filter(i -> !i.split().isLearning())
                .map(LabelledImage::digest)
                .collect(Collectors.toSet());
        return new LearningSplit(
                split,
                split(split).stream().filter(i -> !asked.contains(i.digest())).toList());
    }

    private Optional<Split> firstPresent(Split... splits) {
        return List.of(splits).stream()
                .filter(s -> images.stream().anyMatch(i -> i.split() == s))
                .findFirst();
    }
}
