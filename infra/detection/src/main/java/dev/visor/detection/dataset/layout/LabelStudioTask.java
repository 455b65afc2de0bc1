package dev.visor.detection.dataset.layout;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.visor.contracts.ContractJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A picture and what people said about it, in <a href="https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks">
 * Label Studio's JSON export</a>.
 *
 * @param id number of the task
 * @param annotations one a person
 * @param data what was shown: the picture's address and other fields
 * @param meta further fields
 */
record LabelStudioTask(
        long id,
        List<Annotation> annotations,
        JsonNode data,
        @Nullable JsonNode meta) {
    /**
     * What one person said.
     *
     * @param id number of the annotation, counted up
     * @param cancelled skipped by the person
     * @param groundTruth marked as the truth
     * @param result regions and answers
     */
    record Annotation(
            @Nullable Long id,
            @JsonProperty("was_cancelled") @Nullable Boolean cancelled,
            @JsonProperty("ground_truth") @Nullable Boolean groundTruth,
            @Nullable List<JsonNode> result) {
        boolean isTruth() {
            return Boolean.TRUE.equals(groundTruth);
        }
    }

    private record Written(
            @Nullable Long id,
            @Nullable List<Annotation> annotations,
            @Nullable JsonNode data,
            @Nullable JsonNode meta) {}

    private static final Comparator<Annotation> TRUTH_FIRST = Comparator.comparing(Annotation::isTruth)
            .reversed()
            .thenComparing(a -> a.id() == null ? Long.MAX_VALUE : a.id());

    /** Empty if the file is something else. */
    static Optional<List<LabelStudioTask>> tryRead(Path file) {
        if (!DatasetFolder.beginsWith('[', file)) {
            return Optional.empty();
        }
        try {
            List<LabelStudioTask> tasks = new ArrayList<>();
            for (Written task : ContractJson.MAPPER.readValue(file.toFile(), Written[].class)) {
                if (task == null
                        || task.annotations() == null
                        || task.data() == null
                        || !task.data().isObject()) {
                    return Optional.empty();
                }
                List<Annotation> annotations =
                        task.annotations().stream().filter(Objects::nonNull).toList();
                tasks.add(new LabelStudioTask(
                        task.id() == null ? tasks.size() + 1 : task.id(), annotations, task.data(), task.meta()));
            }
            return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Annotations that nobody cancelled: a marked truth first, then by number. */
    List<Annotation> completed() {
        return annotations.stream()
                .filter(a -> !Boolean.TRUE.equals(a.cancelled()) && a.result() != null)
                .sorted(TRUTH_FIRST)
                .toList();
    }

    /** Plain fields of data and meta, as written. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (JsonNode node : meta == null ? List.of(data) : List.of(data, meta)) {
            node.properties().forEach(e -> {
                if (e.getValue().isValueNode() && !e.getValue().isNull()) {
                    fields.putIfAbsent(e.getKey(), e.getValue().asString());
                }
            });
        }
        return fields;
    }

    /** Answers about the whole picture by the name of the question; several to one are joined. */
    static Map<String, String> choices(Annotation annotation) {
        Map<String, TreeSet<String>> chosen = new LinkedHashMap<>();
        for (JsonNode part : Objects.requireNonNull(annotation.result())) {
            JsonNode value = part.path("value");
            String question = part.path("from_name").asString("");
            if (!question.isEmpty() && value.path("choices").isArray() && !value.has("x")) {
                value.path("choices")
                        .forEach(c -> chosen.computeIfAbsent(question, k -> new TreeSet<>())
                                .add(c.asString("")));
            }
        }
        Map<String, String> joined = new LinkedHashMap<>();
        chosen.forEach((question, answers) -> joined.put(question, String.join(", ", answers)));
        return joined;
    }
}
