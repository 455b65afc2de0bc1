package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Understands one layout. */
public interface LayoutReader {
    /** Which one. */
    Layout layout();

    /** Whether the files look like this layout; cheap where they don't. */
    boolean recognises(DatasetFolder folder);

    /** Classes, pictures and where their labels are; faults of the description go to the findings. */
    Draft read(DatasetFolder folder, List<Finding> findings);

    /**
     * The reader for a folder. A dataset may carry its labels twice; the layout that also names its splits comes first.
     *
     * @throws VisorException {@code INVALID_DATASET} if no layout is recognised
     */
    static LayoutReader of(DatasetFolder folder) {
        for (LayoutReader reader : List.of(
                new YoloReader(), new CocoReader(), new LabelStudioReader(), new CvatReader(), new VocReader())) {
            if (reader.recognises(folder)) {
                return reader;
            }
        }
        if (!folder.pictures().isEmpty() && !folder.withExtension("txt").isEmpty()) {
            return new YoloReader();
        }
        throw new VisorException(
                ErrorCode.INVALID_DATASET,
                "no layout is recognised among %d files: expected YOLO (data.yaml, images, labels), Pascal VOC (XML annotations), COCO (JSON with images, annotations, categories), CVAT for images (XML with annotations) or Label Studio (JSON list of tasks)"
                        .formatted(folder.files().size()));
    }

    /**
     * A dataset before its pictures and labels are looked at.
     *
     * @param classes category names
     * @param entries one for each picture
     */
    record Draft(List<String> classes, List<Entry> entries) {
        /** The same and, unlabelled, every other picture of the folder, in the split that its path names. */
        Draft withUnlisted(DatasetFolder folder) {
            Set<Path> listed = entries.stream().map(Entry::path).collect(Collectors.toSet());
            List<Entry> all = new ArrayList<>(entries);
            for (Path picture : folder.pictures()) {
                if (!listed.contains(picture)) {
                    Split split =
                            DatasetFolder.splitOfFolders(folder.name(picture)).orElse(Split.VAL);
                    all.add(Entry.unlabelled(picture, split));
                }
            }
            return new Draft(classes, all);
        }
    }

    /**
     * A picture to be.
     *
     * @param path where it lies
     * @param split what it may be used for
     * @param labels its boxes
     * @param tags as written, in their order
     */
    record Entry(Path path, Split split, LabelSource labels, Map<String, String> tags) {
        Entry(Path path, Split split, LabelSource labels) {
            this(path, split, labels, Map.of());
        }

        /** A picture that nobody labelled. */
        static Entry unlabelled(Path path, Split split) {
            return new Entry(path, split, (width, height, findings) -> Optional.empty());
        }
    }
}
