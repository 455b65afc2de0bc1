package dev.visor.detection.dataset.layout;

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
import java.util.TreeMap;

/**
 * YOLO layout: {@code images/train} beside {@code labels/train}, or {@code train/images} beside {@code train/labels}, or
 * labels beside pictures; splits from {@code data.yaml} and from folder names.
 */
final class YoloReader implements LayoutReader {
    private static final List<String> NAME_LISTS = List.of("classes.txt", "obj.names", "labels/classes.txt");

    @Override
    public Layout layout() {
        return Layout.YOLO;
    }

    @Override
    public boolean recognises(DatasetFolder folder) {
        return YoloDescription.find(folder).isPresent();
    }

    @Override
    public Draft read(DatasetFolder folder, List<Finding> findings) {
        Optional<YoloDescription> description = YoloDescription.find(folder);
        List<String> classes = description.map(YoloDescription::names).orElseGet(() -> listedNames(folder));
        Map<Path, Split> splits = new LinkedHashMap<>();
        description.ifPresent(d -> declaredSplits(folder, d, splits, findings));
        splitsOfFolders(folder, splits, findings);
        Set<String> used = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        splits.forEach((path, split) -> {
            Optional<Path> labels = labelFile(folder, folder.name(path));
            labels.ifPresent(l -> used.add(folder.name(l)));
            entries.add(new Entry(
                    path,
                    split,
                    labels.<LabelSource>map(l -> new YoloLabels(folder, l, classes.size()))
                            .orElse((width, height, f) -> Optional.empty())));
        });
        labelsWithoutPictures(folder, used, findings);
        return new Draft(classes, entries);
    }

    private static List<String> listedNames(DatasetFolder folder) {
        for (String list : NAME_LISTS) {
            Optional<Path> file = folder.find(list);
            if (file.isPresent()) {
                return folder.text(file.get())
                        .lines()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .toList();
            }
        }
        throw new VisorException(
                ErrorCode.INVALID_DATASET,
                "no class names: add a data.yaml with 'names', or a classes.txt with one name a line");
    }

    private static void declaredSplits(
            DatasetFolder folder, YoloDescription description, Map<Path, Split> splits, List<Finding> findings) {
        String file = folder.name(description.file());
        description.splits().forEach((word, paths) -> {
            for (String path : paths) {
                List<Path> pictures = resolve(folder, description, path);
                if (pictures.isEmpty()) {
                    findings.add(new Finding(
                            file,
                            0,
                            Rule.SPLIT,
                            "%s names split '%s' at '%s', where there are no pictures".formatted(file, word, path),
                            false));
                }
                pictures.forEach(p -> splits.putIfAbsent(p, Split.parse(word)));
            }
        });
    }

    /** Pictures at a path as people write it: from {@code path}, from the file's folder, or with stray {@code ../}. */
    private static List<Path> resolve(DatasetFolder folder, YoloDescription description, String written) {
        String base = folder.name(description.file());
        String own = base.contains("/") ? base.substring(0, base.lastIndexOf('/')) : "";
        for (String start : List.of(join(own, description.path()), own, "")) {
            String name = join(start, written);
            if (name.endsWith(".txt")) {
                Optional<Path> list = folder.find(name);
                if (list.isPresent()) {
                    return listed(folder, start, list.get());
                }
            }
            List<Path> pictures = name.isEmpty() ? List.of() : folder.picturesUnder(name);
            if (!pictures.isEmpty()) {
                return pictures;
            }
        }
        return List.of();
    }

    private static List<Path> listed(DatasetFolder folder, String start, Path list) {
        return folder.text(list)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .flatMap(l -> folder.find(join(start, l)).or(() -> folder.find(join("", l))).stream())
                .toList();
    }

    /** Joins and normalises; {@code ..} never leaves the dataset. */
    private static String join(String start, String written) {
        List<String> parts = new ArrayList<>();
        for (String part : (start + "/" + written.replace('\\', '/')).split("/")) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static void splitsOfFolders(DatasetFolder folder, Map<Path, Split> splits, List<Finding> findings) {
        Map<String, Integer> without = new TreeMap<>();
        for (Path picture : folder.pictures()) {
            if (splits.containsKey(picture)) {
                continue;
            }
            String name = folder.name(picture);
            Optional<Split> split = DatasetFolder.splitOfFolders(name);
            splits.put(picture, split.orElse(Split.VAL));
            if (split.isEmpty()) {
                without.merge(name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : ".", 1, Integer::sum);
            }
        }
        without.forEach((name, count) -> findings.add(new Finding(
                name,
                0,
                Rule.SPLIT,
                "%d pictures lie in no folder of a split (train, calib, val, promotion, test); taken as val"
                        .formatted(count),
                false)));
    }

    /** Ultralytics' rule: the last folder {@code images} becomes {@code labels}; else beside the picture. */
    private static Optional<Path> labelFile(DatasetFolder folder, String picture) {
        String stem = DatasetFolder.withoutExtension(picture);
        int at = ("/" + stem).lastIndexOf("/images/");
        if (at >= 0) {
            String start = at == 0 ? "" : stem.substring(0, at);
            String label = start + "labels/" + stem.substring(at + "images/".length()) + ".txt";
            Optional<Path> found = folder.find(label);
            if (found.isPresent()) {
                return found;
            }
        }
        return folder.find(stem + ".txt");
    }

    private static void labelsWithoutPictures(DatasetFolder folder, Set<String> used, List<Finding> findings) {
        for (Path file : folder.withExtension("txt")) {
            String name = folder.name(file);
            if (("/" + name).contains("/labels/") && !used.contains(name) && !NAME_LISTS.contains(name)) {
                findings.add(new Finding(
                        name, 0, Rule.LABEL_WITHOUT_IMAGE, "labels of a picture that is not there; left out", true));
            }
        }
    }
}
