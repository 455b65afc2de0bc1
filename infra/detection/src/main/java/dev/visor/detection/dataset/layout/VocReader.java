package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Layout;
import dev.visor.detection.dataset.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pascal VOC layout: an XML file for each picture. Splits from {@code ImageSets/Main/*.txt}, else from folder names.
 * Classes are the names that occur, sorted, since nothing else lists them.
 */
final class VocReader implements LayoutReader {
    @Override
    public Layout layout() {
        return Layout.VOC;
    }

    @Override
    public boolean recognises(DatasetFolder folder) {
        return folder.withExtension("xml").stream().anyMatch(VocReader::isAnnotation);
    }

    private static boolean isAnnotation(Path file) {
        try {
            return VocAnnotation.read(file).isPresent();
        } catch (VisorException e) {
            return false;
        }
    }

    @Override
    public Draft read(DatasetFolder folder, List<Finding> findings) {
        Map<String, Path> pictures = new HashMap<>();
        for (Path picture : folder.pictures()) {
            String name = folder.name(picture);
            pictures.put(name, picture);
            pictures.putIfAbsent(picture.getFileName().toString(), picture);
            pictures.putIfAbsent(
                    DatasetFolder.withoutExtension(picture.getFileName().toString()), picture);
        }
        List<VocAnnotation> annotations = annotations(folder, findings);
        Set<String> names = new TreeSet<>();
        annotations.forEach(a -> a.objects().forEach(o -> names.add(o.name())));
        if (names.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET, "no annotation names an object, so there are no classes");
        }
        List<String> classes = List.copyOf(names);
        Map<String, Split> sets = imageSets(folder);
        List<Entry> entries = new ArrayList<>();
        Set<Path> labelled = new HashSet<>();
        int without = 0;
        for (VocAnnotation annotation : annotations) {
            String name = folder.name(annotation.file());
            Optional<Path> picture = picture(pictures, folder, annotation);
            if (picture.isEmpty()) {
                findings.add(new Finding(
                        name,
                        0,
                        Rule.IMAGE_MISSING,
                        "picture '%s' is not there; left out".formatted(annotation.filename()),
                        true));
            } else if (labelled.add(picture.get())) {
                Optional<Split> split = split(folder, sets, picture.get());
                without += split.isEmpty() ? 1 : 0;
                entries.add(new Entry(
                        picture.get(),
                        split.orElse(Split.VAL),
                        (w, h, f) -> Optional.of(boxes(annotation, name, classes, w, h, f))));
            }
        }
        for (Path picture : folder.pictures()) {
            if (!labelled.contains(picture)) {
                entries.add(
                        Entry.unlabelled(picture, split(folder, sets, picture).orElse(Split.VAL)));
            }
        }
        if (without > 0) {
            findings.add(new Finding(
                    ".",
                    0,
                    Rule.SPLIT,
                    "%d pictures are in no split (ImageSets/Main, or folders train, calib, val, promotion, test); taken as val"
                            .formatted(without),
                    false));
        }
        return new Draft(classes, entries);
    }

    private static List<VocAnnotation> annotations(DatasetFolder folder, List<Finding> findings) {
        List<VocAnnotation> annotations = new ArrayList<>();
        for (Path file : folder.withExtension("xml")) {
            try {
                VocAnnotation.read(file).ifPresent(annotations::add);
            } catch (VisorException e) {
                findings.add(new Finding(
                        folder.name(file),
                        0,
                        Rule.MALFORMED_LABEL,
                        e.detail() + "; its picture counts as unlabelled",
                        true));
            }
        }
        return annotations;
    }

    /** By the name in the file, else by the annotation's own name. */
    private static Optional<Path> picture(Map<String, Path> pictures, DatasetFolder folder, VocAnnotation annotation) {
        String xml = DatasetFolder.withoutExtension(folder.name(annotation.file()));
        String beside = xml.contains("/") ? xml.substring(0, xml.lastIndexOf('/') + 1) : "";
        String stem =
                DatasetFolder.withoutExtension(annotation.file().getFileName().toString());
        for (String name : List.of(beside + annotation.filename(), annotation.filename(), stem)) {
            Path picture = pictures.get(name);
            if (picture != null) {
                return Optional.of(picture);
            }
        }
        return Optional.empty();
    }

    private static List<LabelledBox> boxes(
            VocAnnotation annotation,
            String name,
            List<String> classes,
            int width,
            int height,
            List<Finding> findings) {
        BoxClipper boxes = new BoxClipper(width, height, name, findings);
        if (annotation.width() > 0 && (annotation.width() != width || annotation.height() != height)) {
            boxes.report(
                    0,
                    Rule.SIZE_MISMATCH,
                    "labels are for a picture of %d × %d, it is %d × %d; boxes are kept as they are"
                            .formatted(annotation.width(), annotation.height(), width, height),
                    false);
        }
        for (VocAnnotation.VocObject object : annotation.objects()) {
            // 1-based inclusive pixels become a half-open box.
            double boxWidth = object.xmax() - object.xmin() + 1;
            double boxHeight = object.ymax() - object.ymin() + 1;
            boxes.add(
                    0,
                    new LabelledBox(
                            classes.indexOf(object.name()),
                            object.xmin() - 1,
                            object.ymin() - 1,
                            boxWidth,
                            boxHeight,
                            boxWidth * boxHeight,
                            false,
                            object.difficult()));
        }
        return boxes.boxes();
    }

    private static Map<String, Split> imageSets(DatasetFolder folder) {
        Map<String, Split> sets = new HashMap<>();
        folder.files().forEach((name, file) -> {
            Optional<Split> split = DatasetFolder.split(
                    DatasetFolder.withoutExtension(file.getFileName().toString()));
            if (("/" + name).contains("/ImageSets/Main/") && split.isPresent()) {
                folder.text(file)
                        .lines()
                        .map(l -> l.strip().split("\\s+")[0])
                        .filter(l -> !l.isEmpty())
                        .forEach(stem -> sets.put(stem, split.get()));
            }
        });
        return sets;
    }

    private static Optional<Split> split(DatasetFolder folder, Map<String, Split> sets, Path picture) {
        Split listed =
                sets.get(DatasetFolder.withoutExtension(picture.getFileName().toString()));
        return listed != null ? Optional.of(listed) : DatasetFolder.splitOfFolders(folder.name(picture));
    }
}
