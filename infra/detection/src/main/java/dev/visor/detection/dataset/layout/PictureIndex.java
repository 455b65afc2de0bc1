package dev.visor.detection.dataset.layout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pictures by what labels call them: a path inside the dataset, or the end of one where only one picture ends so. Paths of
 * another machine don't help, a guess between two pictures would label the wrong one.
 */
final class PictureIndex {
    private final Map<String, Path> byEnd = new HashMap<>();
    private final Map<String, Path> byPath = new HashMap<>();

    PictureIndex(DatasetFolder folder) {
        Set<String> several = new HashSet<>();
        for (Path picture : folder.pictures()) {
            String name = folder.name(picture);
            byPath.put(name, picture);
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                String end = name.substring(slash + 1);
                if (byEnd.putIfAbsent(end, picture) != null) {
                    several.add(end);
                }
            }
        }
        several.forEach(byEnd::remove);
    }

    /** The picture of exactly this path. */
    Optional<Path> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The picture that shares the longest end with a written path. */
    Optional<Path> find(String written) {
        String end = written.replace('\\', '/');
        while (!end.isEmpty()) {
            Path found = byPath.getOrDefault(end, byEnd.get(end));
            if (found != null) {
                return Optional.of(found);
            }
            int slash = end.indexOf('/');
            end = slash < 0 ? "" : end.substring(slash + 1);
        }
        return Optional.empty();
    }
}
