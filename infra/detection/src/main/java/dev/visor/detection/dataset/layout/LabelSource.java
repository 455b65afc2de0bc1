package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.detection.dataset.Finding;
import java.util.List;
import java.util.Optional;

/** The labels of one picture, read once its size is known. */
@FunctionalInterface
public interface LabelSource {
    /** The boxes inside the picture, in order; empty if nobody labelled it. Faults go to the findings. */
    Optional<List<LabelledBox>> read(int width, int height, List<Finding> findings);
}
