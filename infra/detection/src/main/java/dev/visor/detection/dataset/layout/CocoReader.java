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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * COCO layout: JSON files with {@code images}, {@code annotations} and {@code categories}, one a split, the split taken
 * from the file's name or folder. A picture without annotations is background. {@code area} and {@code iscrowd} are
 * kept.
 */
final class CocoReader implements LayoutReader {
    @Override
    public Layout layout() {
        return Layout.COCO;
    }

    @Override
    public boolean recognises(DatasetFolder folder) {
        return folder.withExtension("json").stream()
                .anyMatch(f -> CocoDocument.tryRead(f).isPresent());
    }

    @Override
    public Draft read(DatasetFolder folder, List<Finding> findings) {
        Map<Path, CocoDocument> documents = new LinkedHashMap<>();
        for (Path file : folder.withExtension("json")) {
            CocoDocument.tryRead(file).ifPresent(d -> documents.put(file, d));
        }
        TreeMap<Long, String> categories = categories(folder, documents, findings);
        List<Long> ids = List.copyOf(categories.keySet());
        Map<String, Path> pictures = new HashMap<>();
        folder.pictures().forEach(p -> {
            pictures.put(folder.name(p), p);
            pictures.putIfAbsent(p.getFileName().toString(), p);
        });
        List<Entry> entries = new ArrayList<>();
        documents.forEach((file, document) -> entries(folder, file, document, ids, pictures, entries, findings));
        return new Draft(List.copyOf(categories.values()), entries);
    }

    private static void entries(
            DatasetFolder folder,
            Path file,
            CocoDocument document,
            List<Long> ids,
            Map<String, Path> pictures,
            List<Entry> entries,
            List<Finding> findings) {
        String name = folder.name(file);
        Optional<Split> split = splitOf(name);
        if (split.isEmpty()) {
            findings.add(new Finding(
                    name, 0, Rule.SPLIT, "neither the file's name nor its folder names a split; taken as val", false));
        }
        Map<Long, List<CocoDocument.Annotation>> byImage = new HashMap<>();
        for (CocoDocument.Annotation annotation : document.annotations()) {
            byImage.computeIfAbsent(annotation.imageId(), k -> new ArrayList<>())
                    .add(annotation);
        }
        Set<Path> seen = new HashSet<>();
        for (CocoDocument.Image image : document.images()) {
            List<CocoDocument.Annotation> annotations =
                    Optional.ofNullable(byImage.remove(image.id())).orElse(List.of());
            Optional<Path> picture = picture(folder, name, image.fileName(), pictures);
            if (picture.isEmpty()) {
                findings.add(new Finding(
                        name,
                        0,
                        Rule.IMAGE_MISSING,
                        "picture '%s' is not there; left out".formatted(image.fileName()),
                        true));
            } else if (seen.add(picture.get())) {
                entries.add(new Entry(
                        picture.get(),
                        split.orElse(Split.VAL),
                        (w, h, f) -> Optional.of(boxes(name, image, annotations, ids, w, h, f)),
                        image.tags()));
            }
        }
        byImage.forEach((image, annotations) -> findings.add(new Finding(
                name,
                0,
                Rule.LABEL_WITHOUT_IMAGE,
                "%d annotations are of image id %d, which is not listed; left out".formatted(annotations.size(), image),
                true)));
    }

    private static List<LabelledBox> boxes(
            String file,
            CocoDocument.Image image,
            List<CocoDocument.Annotation> annotations,
            List<Long> ids,
            int width,
            int height,
            List<Finding> findings) {
        BoxClipper boxes = new BoxClipper(width, height, file, findings);
        if (image.width() != null && image.height() != null && (image.width() != width || image.height() != height)) {
            boxes.report(
                    0,
                    Rule.SIZE_MISMATCH,
                    "labels of '%s' are for %d × %d pixels, it has %d × %d; boxes are kept as they are"
                            .formatted(image.fileName(), image.width(), image.height(), width, height),
                    false);
        }
        for (CocoDocument.Annotation annotation : annotations) {
            List<Double> box = annotation.bbox();
            int category = ids.indexOf(annotation.categoryId());
            if (box == null || box.size() != 4 || box.contains(null)) {
                boxes.report(
                        0,
                        Rule.MALFORMED_LABEL,
                        "an annotation of '%s' has no bbox of 4 numbers; left out".formatted(image.fileName()),
                        true);
            } else if (category < 0) {
                boxes.report(
                        0,
                        Rule.UNKNOWN_CLASS,
                        "an annotation of '%s' has category id %d, which is not listed; left out"
                                .formatted(image.fileName(), annotation.categoryId()),
                        true);
            } else {
                double area = annotation.area() != null ? annotation.area() : box.get(2) * box.get(3);
                boxes.add(
                        0,
                        new LabelledBox(
                                category,
                                box.get(0),
                                box.get(1),
                                box.get(2),
                                box.get(3),
                                area,
                                annotation.iscrowd() != null && annotation.iscrowd() == 1,
                                false));
            }
        }
        return boxes.boxes();
    }

    private static TreeMap<Long, String> categories(
            DatasetFolder folder, Map<Path, CocoDocument> documents, List<Finding> findings) {
        TreeMap<Long, String> categories = new TreeMap<>();
        Set<String> parents = new HashSet<>();
        Set<Long> used = new HashSet<>();
        documents.forEach((file, document) -> {
            for (CocoDocument.Category category : document.categories()) {
                String former = categories.putIfAbsent(category.id(), category.name());
                if (former != null && !former.equals(category.name())) {
                    throw new VisorException(
                            ErrorCode.INVALID_DATASET,
                            "category id %d is '%s' in one file and '%s' in %s"
                                    .formatted(category.id(), former, category.name(), folder.name(file)));
                }
                if (category.supercategory() != null
                        && !category.supercategory().equals(category.name())) {
                    parents.add(category.supercategory());
                }
            }
            document.annotations().forEach(a -> used.add(a.categoryId()));
        });
        // Roboflow lists the supercategory as a category of its own that nothing belongs to.
        categories.entrySet().removeIf(e -> {
            boolean heading = parents.contains(e.getValue()) && !used.contains(e.getKey());
            if (heading) {
                findings.add(new Finding(
                        ".",
                        0,
                        Rule.DESCRIPTION,
                        "category '%s' is the heading of others and has no boxes; passed over".formatted(e.getValue()),
                        false));
            }
            return heading;
        });
        if (categories.isEmpty()) {
            throw new VisorException(ErrorCode.INVALID_DATASET, "no categories are listed, so there are no classes");
        }
        return categories;
    }

    private static Optional<Path> picture(
            DatasetFolder folder, String json, String written, Map<String, Path> pictures) {
        String beside = json.contains("/") ? json.substring(0, json.lastIndexOf('/') + 1) : "";
        Path exact =
                folder.find(beside + written).or(() -> folder.find(written)).orElse(null);
        if (exact != null) {
            return Optional.of(exact);
        }
        // Only the file's own name is left to go by; paths of another machine don't help.
        String own = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        return Optional.ofNullable(pictures.get(own));
    }

    private static Optional<Split> splitOf(String json) {
        String stem = DatasetFolder.withoutExtension(json.substring(json.lastIndexOf('/') + 1));
        for (String word : stem.split("[^A-Za-z0-9]")) {
            Optional<Split> split = DatasetFolder.split(word);
            if (split.isPresent()) {
                return split;
            }
        }
        return DatasetFolder.splitOfFolders(json);
    }
}
