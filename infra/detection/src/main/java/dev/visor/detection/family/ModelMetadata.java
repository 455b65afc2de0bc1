package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code metadata_props} say in the words of Ultralytics' exporter ({@code names}, {@code imgsz}, {@code task},
 * {@code end2end}, {@code args}, {@code license}) and Visor's own ({@code family}). What can't be read is passed over and
 * named in {@link #problems()}.
 */
final class ModelMetadata {
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();
    private final @Nullable List<String> names;

    ModelMetadata(Map<String, String> values) {
        this.values = values;
        this.names = readNames();
    }

    /** Class names in the order of the outputs. */
    @Nullable
    List<String> names() {
        return names;
    }

    /** The family by its own word. */
    @Nullable
    DetectorFamily family() {
        String word = values.getOrDefault("family", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "yolox" -> DetectorFamily.YOLOX;
            case "yolov8", "yolov9", "yolov11", "yolo11" -> DetectorFamily.YOLOV8;
            case "visor" -> DetectorFamily.VISOR;
            case "yolov5", "yolov7" -> DetectorFamily.YOLOV5;
            case "end2end" -> DetectorFamily.END2END;
            case "nanodet" -> DetectorFamily.NANODET;
            case "detr" -> DetectorFamily.DETR;
            default -> null;
        };
    }

    /** The word of a family that Visor has none for; null if there is none. */
    @Nullable
    String unknownFamily() {
        String word = values.get("family");
        return word != null && family() == null ? word : null;
    }

    /** Height and width of the input. */
    int @Nullable [] imageSize() {
        return parse("imgsz") instanceof List<?> sizes
                        && sizes.size() == 2
                        && sizes.get(0) instanceof Long height
                        && sizes.get(1) instanceof Long width
                ? new int[] {height.intValue(), width.intValue()}
                : null;
    }

    /** {@code detect}, {@code segment} …; null if it isn't said. */
    @Nullable
    String task() {
        return values.get("task");
    }

    @Nullable
    String license() {
        return values.get("license");
    }

    /** Whether the file was written by Ultralytics' exporter. */
    boolean ultralytics() {
        return values.getOrDefault("author", "").equals("Ultralytics")
                || values.getOrDefault("docs", "").contains("ultralytics")
                || (values.containsKey("stride") && values.containsKey("names") && values.containsKey("task"));
    }

    /** Whether the outputs are final boxes already: an end-to-end head, or suppression inside. */
    boolean endToEnd() {
        return values.getOrDefault("end2end", "").equalsIgnoreCase("true")
                || (parse("args") instanceof Map<?, ?> args && Boolean.TRUE.equals(args.get("nms")));
    }

    List<String> problems() {
        return problems;
    }

    private @Nullable List<String> readNames() {
        Object parsed = parse("names");
        if (parsed instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(String::valueOf).toList();
        }
        if (parsed instanceof Map<?, ?> map && !map.isEmpty()) {
            TreeMap<Integer, String> byIndex = new TreeMap<>();
            map.forEach((key, value) -> byIndex.put(index(key), String.valueOf(value)));
            if (byIndex.firstKey() == 0 && byIndex.lastKey() == byIndex.size() - 1) {
                return List.copyOf(byIndex.values());
            }
            problems.add("metadata 'names' does not number its classes from 0 without gaps");
        }
        return null;
    }

    private static int index(Object key) {
        return switch (key) {
            case Long number -> number.intValue();
            case String text -> text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
            default -> -1;
        };
    }

    private @Nullable Object parse(String key) {
        String value = values.get(key);
        if (value == null) {
            return null;
        }
        try {
            return PythonLiteral.parse(value);
        } catch (IllegalArgumentException e) {
            String problem = "metadata '%s' cannot be read: %s".formatted(key, e.getMessage());
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return null;
        }
    }
}
