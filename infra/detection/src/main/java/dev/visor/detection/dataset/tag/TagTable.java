package dev.visor.detection.dataset.tag;

import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tags in a file {@code tags.csv} or {@code metadata.csv} at the dataset's root: a column {@code file} with the picture's
 * path or, if no other picture has it, its own name; every other column is a tag.
 */
public final class TagTable {
    /** The file's names, the first that is there is read. */
    public static final List<String> FILES = List.of("tags.csv", "metadata.csv");

    private static final String KEY = "file";

    private final Map<String, Map<String, String>> byPicture = new HashMap<>();

    private TagTable() {}

    /** No tags. */
    public static TagTable none() {
        return new TagTable();
    }

    /**
     * Reads the table.
     *
     * @param file its name, for findings
     * @param pictures paths of all pictures
     */
    public static TagTable parse(String file, String text, Iterable<String> pictures, List<Finding> findings) {
        TagTable table = new TagTable();
        List<CsvRows.Row> rows;
        try {
            rows = CsvRows.parse(text);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(file, 0, Rule.TAG, e.getMessage() + "; no tags are taken", false));
            return table;
        }
        List<String> names = rows.isEmpty() ? List.of() : rows.getFirst().fields();
        int key = names.stream()
                .map(n -> n.strip().toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(KEY);
        if (key < 0) {
            findings.add(new Finding(
                    file, 1, Rule.TAG, "the first line has no column '%s'; no tags are taken".formatted(KEY), false));
            return table;
        }
        Map<String, String> paths = paths(pictures);
        for (CsvRows.Row row : rows.subList(1, rows.size())) {
            table.add(file, names, key, row, paths, findings);
        }
        return table;
    }

    /** Tags of a picture as written, in the order of the columns; empty if the table has none. */
    public Map<String, String> of(String picture) {
        return byPicture.getOrDefault(picture, Map.of());
    }

    private void add(
            String file,
            List<String> names,
            int key,
            CsvRows.Row row,
            Map<String, String> paths,
            List<Finding> findings) {
        List<String> fields = row.fields();
        if (fields.size() != names.size()) {
            findings.add(new Finding(
                    file,
                    row.line(),
                    Rule.TAG,
                    "%d fields where the first line has %d; line left out".formatted(fields.size(), names.size()),
                    false));
            return;
        }
        String written = fields.get(key).strip().replace('\\', '/');
        String picture = paths.get(written.startsWith("./") ? written.substring(2) : written);
        if (picture == null) {
            findings.add(new Finding(
                    file,
                    row.line(),
                    Rule.TAG,
                    "'%s' is the path of no picture, or the name of several; line left out".formatted(shown(written)),
                    false));
            return;
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (i != key) {
                tags.put(names.get(i), fields.get(i));
            }
        }
        if (byPicture.putIfAbsent(picture, tags) != null) {
            findings.add(new Finding(
                    file, row.line(), Rule.TAG, "'%s' is there twice; line left out".formatted(shown(written)), false));
        }
    }

    /** Full paths by what may stand for them: themselves, and their last part where only one picture has it. */
    private static Map<String, String> paths(Iterable<String> pictures) {
        Map<String, String> paths = new HashMap<>();
        Set<String> several = new TreeSet<>();
        List<String> all = new ArrayList<>();
        pictures.forEach(all::add);
        for (String picture : all) {
            String own = picture.substring(picture.lastIndexOf('/') + 1);
            if (paths.putIfAbsent(own, picture) != null) {
                several.add(own);
            }
        }
        several.forEach(paths::remove);
        all.forEach(picture -> paths.put(picture, picture));
        return paths;
    }

    private static String shown(String word) {
        return word.length() > 120 ? word.substring(0, 120) + "…" : word;
    }
}
