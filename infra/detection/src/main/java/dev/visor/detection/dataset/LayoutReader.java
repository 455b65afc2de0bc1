package dev.visor.detection.dataset;

import dev.visor.contracts.dataset.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

    /**
     * A picture to be.
     *
     * @param tags as written, in their order
     */
    record Entry(Path path, Split split, LabelSource labels, Map<String, String> tags) {
        Entry(Path path, Split split, LabelSource labels) {
            this(path, split, labels, Map.of());
        }
    }
}
