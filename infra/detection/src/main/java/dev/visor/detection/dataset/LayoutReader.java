package dev.visor.detection.dataset;

import dev.visor.contracts.dataset.Split;
import java.nio.file.Path;
import java.util.List;

/** Understands one layout. */
interface LayoutReader {
    /** Classes, pictures and where their labels are; faults of the description go to the findings. */
    Draft read(DatasetFolder folder, List<Finding> findings);

    /**
     * A dataset before its pictures and labels are looked at.
     *
     * @param classes category names
     * @param entries one for each picture
     */
    record Draft(List<String> classes, List<Entry> entries) {}

    /** A picture to be. */
    record Entry(Path path, Split split, LabelSource labels) {}
}
