package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Layout;
import dev.visor.detection.dataset.Rule;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Label Studio's JSON export beside its pictures. Classes from {@code classes.txt}, else the names that occur, sorted;
 * splits from a field {@code split} or {@code subset} of a task, else from the names of folders and files. The first
 * annotation that nobody cancelled counts; a task without one is unlabelled, one with an empty result is background.
 */
final class LabelStudioReader implements LayoutReader {
    private static final Set<String> SPLIT_FIELDS = Set.of("split", "subset");

    @Override
    public Layout layout() {
        return Layout.LABEL_STUDIO;
    }

    @Override
    public boolean recognises(DatasetFolder folder) {
        return folder.withExtension("json").stream()
                .anyMatch(f -> LabelStudioTask.tryRead(f).isPresent());
    }

    @Override
    public Draft read(DatasetFolder folder, List<Finding> findings) {
        Map<String, List<LabelStudioTask>> files = new LinkedHashMap<>();
        for (Path file : folder.withExtension("json")) {
            LabelStudioTask.tryRead(file).ifPresent(tasks -> files.put(folder.name(file), tasks));
        }
        List<String> classes = classes(folder, files);
        PictureIndex pictures = new PictureIndex(folder);
        Set<Path> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        files.forEach((file, tasks) -> {
            int without = 0;
            for (LabelStudioTask task : tasks) {
                Map<String, String> fields = task.fields();
                Optional<Path> picture = picture(pictures, fields);
                if (picture.isEmpty()) {
                    findings.add(new Finding(
                            file,
                            0,
                            Rule.IMAGE_MISSING,
                            "the picture of task %d is not there; left out".formatted(task.id()),
                            true));
                } else if (!seen.add(picture.get())) {
                    findings.add(new Finding(
                            file,
                            0,
                            Rule.DESCRIPTION,
                            "task %d is of a picture that another task labels; its labels are left out"
                                    .formatted(task.id()),
                            false));
                } else {
                    Optional<Split> split = split(fields, folder.name(picture.get()), file);
                    without += split.isEmpty() ? 1 : 0;
                    entries.add(entry(picture.get(), split.orElse(Split.VAL), task, fields, file, classes));
                }
            }
            if (without > 0) {
                findings.add(new Finding(
                        file,
                        0,
                        Rule.SPLIT,
                        "%d tasks name no split (a field 'split', or folders train, calib, val, promotion, test); taken as val"
                                .formatted(without),
                        false));
            }
        });
        return new Draft(classes, entries).withUnlisted(folder);
    }

    private static Entry entry(
            Path picture,
            Split split,
            LabelStudioTask task,
            Map<String, String> fields,
            String file,
            List<String> classes) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<LabelStudioTask.Annotation> completed = task.completed();
        if (!completed.isEmpty()) {
            tags.putAll(LabelStudioTask.choices(completed.getFirst()));
        }
        fields.forEach((name, value) -> {
            if (!SPLIT_FIELDS.contains(name) && names(value).findFirst().isEmpty()) {
                tags.putIfAbsent(name, value);
            }
        });
        LabelStudioLabels labels = new LabelStudioLabels(file, task.id(), completed, classes);
        return new Entry(picture, split, labels, tags);
    }

    private static List<String> classes(DatasetFolder folder, Map<String, List<LabelStudioTask>> files) {
        Optional<Path> list = folder.find("classes.txt");
        if (list.isPresent()) {
            return folder.text(list.get())
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .toList();
        }
        Set<String> names = new TreeSet<>();
        files.values().stream()
                .flatMap(List::stream)
                .flatMap(task -> task.completed().stream())
                .flatMap(annotation -> LabelStudioLabels.regions(annotation).stream())
                .map(LabelStudioRegion::label)
                .filter(label -> !label.isEmpty())
                .forEach(names::add);
        if (names.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "no annotation has a region with a label, so there are no classes; label some, or add a classes.txt");
        }
        return List.copyOf(names);
    }

    private static Optional<Split> split(Map<String, String> fields, String picture, String file) {
        return SPLIT_FIELDS.stream()
                .sorted()
                .map(f -> DatasetFolder.split(fields.getOrDefault(f, "")))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> DatasetFolder.splitOfFolders(picture))
                .or(() ->
                        DatasetFolder.split(DatasetFolder.withoutExtension(file.substring(file.lastIndexOf('/') + 1))));
    }

    private static Optional<Path> picture(PictureIndex pictures, Map<String, String> fields) {
        return fields.values().stream()
                .flatMap(LabelStudioReader::names)
                .flatMap(name -> pictures.find(name).stream())
                .findFirst();
    }

    /**
     * Paths that an address may mean: {@code /data/upload/3/1a2b3c4d-name.jpg} with or without the prefix that uploading
     * adds, {@code /data/local-files/?d=folder/name.jpg}, or the path of a URL. None if it is no address of a picture.
     */
    private static Stream<String> names(String address) {
        int query = address.indexOf("?d=");
        String path = query >= 0 ? address.substring(query + 3) : address.replaceFirst("[?#].*", "");
        String plain;
        try {
            plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            plain = path;
        }
        if (!DatasetFolder.isPicture(plain)) {
            return Stream.empty();
        }
        String own = plain.substring(plain.lastIndexOf('/') + 1);
        return Stream.of(plain, own.replaceFirst("^[0-9a-f]{8}-", "")).distinct();
    }
}
