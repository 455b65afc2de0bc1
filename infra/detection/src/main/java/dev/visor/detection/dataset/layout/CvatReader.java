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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * CVAT for images 1.1: one {@code annotations.xml} for many pictures. Subsets are splits, labels of the project are
 * classes in its order, tags of a picture and their attributes are tags. A listed picture without shapes is background.
 */
final class CvatReader implements LayoutReader {
    private static final Set<String> AREAS = Set.of("box", "polygon", "ellipse", "mask");

    @Override
    public Layout layout() {
        return Layout.CVAT;
    }

    @Override
    public boolean recognises(DatasetFolder folder) {
        return folder.withExtension("xml").stream().anyMatch(CvatDocument::looksLike);
    }

    @Override
    public Draft read(DatasetFolder folder, List<Finding> findings) {
        Map<String, CvatDocument> documents = new LinkedHashMap<>();
        for (Path file : folder.withExtension("xml")) {
            if (CvatDocument.looksLike(file)) {
                documents.put(folder.name(file), CvatDocument.read(file, folder.name(file)));
            }
        }
        List<String> classes = classes(documents.values());
        PictureIndex pictures = new PictureIndex(folder);
        Set<Path> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        documents.forEach((name, document) -> {
            int without = 0;
            for (CvatDocument.Image image : document.images()) {
                Optional<Path> picture = picture(pictures, name, image);
                if (picture.isEmpty()) {
                    findings.add(new Finding(
                            name,
                            0,
                            Rule.IMAGE_MISSING,
                            "picture '%s' is not there; left out".formatted(image.name()),
                            true));
                } else if (!seen.add(picture.get())) {
                    findings.add(new Finding(
                            name,
                            0,
                            Rule.DESCRIPTION,
                            "picture '%s' is listed twice; its first labels are taken".formatted(image.name()),
                            false));
                } else {
                    Optional<Split> split = split(folder, document, image, picture.get());
                    without += split.isEmpty() ? 1 : 0;
                    entries.add(new Entry(
                            picture.get(),
                            split.orElse(Split.VAL),
                            (w, h, f) -> Optional.of(boxes(image, name, classes, w, h, f)),
                            image.tags()));
                }
            }
            if (without > 0) {
                findings.add(new Finding(
                        name,
                        0,
                        Rule.SPLIT,
                        "%d pictures have no subset that is a split (train, calib, val, promotion, test); taken as val"
                                .formatted(without),
                        false));
            }
        });
        return new Draft(classes, entries).withUnlisted(folder);
    }

    /** Declared labels that shapes may have, in order, then names that shapes have and nothing declares, sorted. */
    private static List<String> classes(Iterable<CvatDocument> documents) {
        Set<String> drawn = new TreeSet<>();
        Set<String> tagged = new HashSet<>();
        for (CvatDocument document : documents) {
            for (CvatDocument.Image image : document.images()) {
                image.shapes().forEach(s -> drawn.add(s.label()));
                tagged.addAll(image.tags().keySet());
            }
        }
        List<String> classes = new ArrayList<>();
        for (CvatDocument document : documents) {
            for (CvatDocument.Label label : document.labels()) {
                boolean onlyTag = label.type().equals("tag") || tagged.contains(label.name());
                if (!classes.contains(label.name()) && (drawn.contains(label.name()) || !onlyTag)) {
                    classes.add(label.name());
                }
            }
        }
        drawn.stream().filter(n -> !n.isEmpty() && !classes.contains(n)).forEach(classes::add);
        if (classes.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET, "no label is declared and no shape has one, so there are no classes");
        }
        return classes;
    }

    /** Exports put pictures under {@code images}, those of a project also under their subset. */
    private static Optional<Path> picture(PictureIndex pictures, String document, CvatDocument.Image image) {
        String beside = document.contains("/") ? document.substring(0, document.lastIndexOf('/') + 1) : "";
        for (String folder : List.of("images/" + image.subset() + "/", image.subset() + "/", "images/", "")) {
            Optional<Path> found = pictures.at(beside + folder + image.name());
            if (found.isPresent()) {
                return found;
            }
        }
        return pictures.find(image.name());
    }

    private static Optional<Split> split(
            DatasetFolder folder, CvatDocument document, CvatDocument.Image image, Path picture) {
        return DatasetFolder.split(image.subset())
                .or(() -> DatasetFolder.split(document.subset()))
                .or(() -> DatasetFolder.splitOfFolders(folder.name(picture)));
    }

    private static List<LabelledBox> boxes(
            CvatDocument.Image image,
            String document,
            List<String> classes,
            int width,
            int height,
            List<Finding> findings) {
        BoxClipper boxes = new BoxClipper(width, height, document, findings);
        if (image.width() > 0 && (image.width() != width || image.height() != height)) {
            boxes.report(
                    0,
                    Rule.SIZE_MISMATCH,
                    "labels of '%s' are for %d × %d pixels, it has %d × %d; boxes are kept as they are"
                            .formatted(image.name(), image.width(), image.height(), width, height),
                    false);
        }
        for (CvatDocument.Shape shape : image.shapes()) {
            int category = classes.indexOf(shape.label());
            if (!AREAS.contains(shape.kind())) {
                boxes.report(
                        shape.line(),
                        Rule.MALFORMED_LABEL,
                        "a shape '%s' has no area; left out".formatted(shape.kind()),
                        true);
            } else if (category < 0) {
                boxes.report(
                        shape.line(),
                        Rule.UNKNOWN_CLASS,
                        "a shape '%s' has no label; left out".formatted(shape.kind()),
                        true);
            } else {
                if (!shape.upright()) {
                    boxes.report(
                            shape.line(),
                            Rule.POLYGON,
                            "a turned or free shape '%s' where a box was expected; its enclosing box is taken"
                                    .formatted(shape.kind()),
                            false);
                }
                boxes.add(
                        shape.line(),
                        shape.area().box(category, shape.is("iscrowd", "crowd"), shape.is("difficult", "ignore")));
            }
        }
        return boxes.boxes();
    }
}
