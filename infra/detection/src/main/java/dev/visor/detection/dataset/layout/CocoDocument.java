package dev.visor.detection.dataset.layout;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.visor.contracts.ContractJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON file of COCO's layout. */
record CocoDocument(List<Image> images, List<Annotation> annotations, List<Category> categories) {
    /** Objects of a picture whose plain values are tags. */
    static final List<String> TAG_OBJECTS = List.of("tags", "attributes", "metadata");

    /** Plain fields of a picture that are tags; COCO itself has none of them, these are usual. */
    static final Set<String> TAG_FIELDS = Set.of(
            "camera",
            "camera_id",
            "cam_id",
            "clip",
            "clip_id",
            "video",
            "video_id",
            "sequence",
            "sequence_id",
            "location",
            "scene",
            "weather",
            "time_of_day",
            "timeofday");

    /** A class. */
    record Category(long id, String name, @Nullable String supercategory) {
        Category {
            name = name == null || name.isBlank() ? "category " + id : name;
        }
    }

    /** A picture; fields that COCO doesn't have are kept, tags are among them. */
    record Image(
            long id,
            @JsonProperty("file_name") String fileName,
            @Nullable Integer width,
            @Nullable Integer height,
            @JsonAnySetter @Nullable Map<String, JsonNode> others) {
        Image {
            fileName = fileName == null ? "" : fileName;
        }

        /** Tags as written. */
        Map<String, String> tags() {
            Map<String, String> tags = new LinkedHashMap<>();
            Map<String, JsonNode> fields = others == null ? Map.of() : others;
            for (String name : TAG_OBJECTS) {
                JsonNode node = fields.get(name);
                if (node != null && node.isObject()) {
                    node.properties().forEach(e -> put(tags, e.getKey(), e.getValue()));
                } else if (node != null && node.isArray()) {
                    // A list of words: each is there or not.
                    node.forEach(word -> {
                        if (word.isString()) {
                            tags.putIfAbsent(word.stringValue(), "true");
                        }
                    });
                }
            }
            fields.forEach((name, node) -> {
                if (TAG_FIELDS.contains(name)) {
                    put(tags, name, node);
                }
            });
            return tags;
        }

        private static void put(Map<String, String> tags, String name, JsonNode node) {
            if (node.isValueNode() && !node.isNull()) {
                tags.putIfAbsent(name, node.asString());
            }
        }
    }

    /** A labelled object. */
    record Annotation(
            @JsonProperty("image_id") long imageId,
            @JsonProperty("category_id") long categoryId,
            @Nullable List<Double> bbox,
            @Nullable Double area,
            @Nullable Integer iscrowd) {}

    private record Written(
            @Nullable List<Image> images,
            @Nullable List<Annotation> annotations,
            @Nullable List<Category> categories) {}

    /** Files from outside have nulls in their lists. */
    private static <T> List<T> present(List<T> list) {
        return list.stream().filter(Objects::nonNull).toList();
    }

    /** Empty if the file is something else. */
    static Optional<CocoDocument> tryRead(Path file) {
        if (!DatasetFolder.beginsWith('{', file)) {
            return Optional.empty();
        }
        try {
            Written read = ContractJson.MAPPER.readValue(file.toFile(), Written.class);
            return read != null && read.images() != null && read.annotations() != null && read.categories() != null
                    ? Optional.of(new CocoDocument(
                            present(read.images()), present(read.annotations()), present(read.categories())))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
