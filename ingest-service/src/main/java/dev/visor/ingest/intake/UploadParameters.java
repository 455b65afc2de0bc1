package dev.visor.ingest.intake;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.family.ManifestOverrides;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an upload strictly: a misspelt one would silently change what is judged. */
final class UploadParameters {
    private static final Set<String> OWN = Set.of("dataset", "policy", "recipes", "force");
    private static final int MAX_KEY = 255;

    private UploadParameters() {}

    /**
     * Reads the parameters.
     *
     * @param parameters query parameters or form fields, the first value of each
     * @param manifestPart the JSON part {@code manifest}; null if there is none
     * @param idempotencyKey the header; null if there is none
     */
    static UploadRequest read(
            String model,
            Map<String, String> parameters,
            byte @Nullable [] manifestPart,
            @Nullable String idempotencyKey) {
        Set<String> known = Stream.concat(OWN.stream(), ManifestOverrides.FIELDS.stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "unknown parameters %s; known are %s".formatted(unknown, known));
        }
        return new UploadRequest(
                model,
                text(parameters, "dataset"),
                text(parameters, "policy"),
                list(text(parameters, "recipes")),
                manifest(parameters, manifestPart),
                flag(text(parameters, "force")),
                key(idempotencyKey));
    }

    private static ManifestOverrides manifest(Map<String, String> parameters, byte @Nullable [] part) {
        Map<String, String> given = new TreeMap<>(parameters);
        given.keySet().retainAll(ManifestOverrides.FIELDS);
        if (part == null) {
            return ManifestOverrides.ofParameters(given);
        }
        if (!given.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_MANIFEST,
                    "the part 'manifest' and the parameters %s say the same kind of thing; give one of them"
                            .formatted(given.keySet()));
        }
        return ManifestOverrides.ofJson(part);
    }

    private static @Nullable String text(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::trim)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    private static boolean flag(@Nullable String text) {
        return switch (text == null ? "false" : text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new VisorException(ErrorCode.INVALID_REQUEST, "force is true or false, was '%s'".formatted(text));
        };
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String key = header.trim();
        if (key.isEmpty() || key.length() > MAX_KEY || key.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "an Idempotency-Key has 1 to %d printable ASCII characters".formatted(MAX_KEY));
        }
        return key;
    }
}
