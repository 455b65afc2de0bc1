package dev.visor.detection.dataset.layout;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code data.yaml} says: {@code names} as a list or a map, and where each split is. Read as a tree of plain values,
 * so tags create nothing and aliases multiply nothing.
 *
 * @param file the file
 * @param names class names
 * @param splits paths of each split as written, by the word of the split
 * @param path what the paths start from, as written; empty for the file's own folder
 */
record YoloDescription(Path file, List<String> names, Map<String, List<String>> splits, String path) {
    private static final List<String> SPLITS = List.of("train", "calib", "val", "valid", "promotion", "test");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The first YAML file that names classes, {@code data.yaml} before others. */
    static Optional<YoloDescription> find(DatasetFolder folder) {
        List<Path> files = new ArrayList<>(folder.withExtension("yaml"));
        files.addAll(folder.withExtension("yml"));
        files.sort((a, b) -> {
            int named = Boolean.compare(isDataYaml(b), isDataYaml(a));
            int depth = Integer.compare(a.getNameCount(), b.getNameCount());
            return named != 0 ? named : depth != 0 ? depth : a.compareTo(b);
        });
        for (Path file : files) {
            Optional<YoloDescription> description = read(folder, file);
            if (description.isPresent()) {
                return description;
            }
        }
        return Optional.empty();
    }

    private static boolean isDataYaml(Path file) {
        return file.getFileName().toString().startsWith("data.y");
    }

    private static Optional<YoloDescription> read(DatasetFolder folder, Path file) {
        JsonNode tree;
        try {
            tree = YAML.readTree(folder.text(file));
        } catch (JacksonException e) {
            if (isDataYaml(file)) {
                throw new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "%s is not YAML: %s".formatted(folder.name(file), ContractJson.fault(e)),
                        e);
            }
            return Optional.empty();
        }
        if (tree == null || !tree.isObject() || !tree.has("names")) {
            return Optional.empty();
        }
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (String split : SPLITS) {
            List<String> paths = new ArrayList<>();
            JsonNode value = tree.path(split);
            if (value.isString()) {
                paths.add(value.stringValue());
            } else if (value.isArray()) {
                value.forEach(v -> paths.add(v.asString("")));
            }
            if (!paths.isEmpty()) {
                splits.put(split, paths);
            }
        }
        return Optional.of(new YoloDescription(
                file,
                names(folder.name(file), tree.get("names")),
                splits,
                tree.path("path").asString("")));
    }

    private static List<String> names(String file, JsonNode names) {
        List<String> list = new ArrayList<>();
        if (names.isArray()) {
            names.forEach(n -> list.add(n.asString("")));
        } else if (names.isObject()) {
            TreeMap<Integer, String> byIndex = new TreeMap<>();
            names.properties()
                    .forEach(e ->
                            byIndex.put(index(file, e.getKey()), e.getValue().asString("")));
            if (!byIndex.isEmpty() && (byIndex.firstKey() != 0 || byIndex.lastKey() != byIndex.size() - 1)) {
                throw new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "%s numbers its classes %s; they must be numbered from 0 without gaps"
                                .formatted(file, byIndex.keySet()));
            }
            list.addAll(byIndex.values());
        }
        if (list.isEmpty() || list.stream().anyMatch(String::isBlank)) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "%s: 'names' must be a list of class names or a map from numbers to them".formatted(file));
        }
        return list;
    }

    private static int index(String file, String key) {
        if (!key.matches("[0-9]{1,6}")) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET, "%s: class number '%s' is not a number".formatted(file, key));
        }
        return Integer.parseInt(key);
    }
}
