package dev.visor.detection.family;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * What a user says about a model, as the JSON part {@code manifest} or as query parameters of the same names. All
 * optional; what is given wins over what the file says.
 *
 * @param family the name of a {@link DetectorFamily}, in small or capital letters
 * @param classes class names in the order of the model's outputs, or {@code coco} alone for its 80
 * @param colorOrder {@code RGB} or {@code BGR}
 * @param scaling {@code 0..1} or {@code 0..255}; not together with mean and std
 * @param mean subtracted per channel, in the 0 to 255 range
 * @param std divides per channel, in the 0 to 255 range
 * @param resize {@code centered}, {@code top-left} or {@code stretch}
 * @param padValue grey of the border, 0 to 255
 * @param width of the input in pixels, where the file leaves it open
 * @param height of the input in pixels, where the file leaves it open
 * @param suppressionIou in (0, 1]
 * @param license licence of the weights
 */
public record ManifestOverrides(
        @Nullable DetectorFamily family,
        @Nullable List<String> classes,
        @Nullable ColorOrder colorOrder,
        @Nullable String scaling,
        @Nullable List<Float> mean,
        @Nullable List<Float> std,
        @Nullable Resize resize,
        @Nullable Integer padValue,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double suppressionIou,
        @Nullable String license) {

    /** The names of all fields, as a query may use them. */
    public static final List<String> FIELDS = List.of(
            "family",
            "classes",
            "colorOrder",
            "scaling",
            "mean",
            "std",
            "resize",
            "padValue",
            "width",
            "height",
            "suppressionIou",
            "license");

    private static final ObjectReader STRICT = ContractJson.MAPPER
            .readerFor(ManifestOverrides.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    public ManifestOverrides {
        classes = classes == null ? null : List.copyOf(classes);
        if (classes != null && classes.size() == 1 && classes.getFirst().equalsIgnoreCase(CocoClasses.WORD)) {
            classes = CocoClasses.NAMES;
        }
        mean = mean == null ? null : List.copyOf(mean);
        std = std == null ? null : List.copyOf(std);
        if (scaling != null && !scaling.equals("0..1") && !scaling.equals("0..255")) {
            throw invalid(
                    "scaling '%s' is not one of 0..1, 0..255; give mean and std for anything else".formatted(scaling));
        }
        if (scaling != null && (mean != null || std != null)) {
            throw invalid("scaling and mean/std say the same thing; give one of them");
        }
    }

    /** Says nothing. */
    public static ManifestOverrides none() {
        return new ManifestOverrides(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @JsonCreator
    static ManifestOverrides read(
            @JsonProperty("family") @Nullable String family,
            @JsonProperty("classes") @Nullable List<String> classes,
            @JsonProperty("colorOrder") @Nullable String colorOrder,
            @JsonProperty("scaling") @Nullable String scaling,
            @JsonProperty("mean") @Nullable List<Float> mean,
            @JsonProperty("std") @Nullable List<Float> std,
            @JsonProperty("resize") @Nullable String resize,
            @JsonProperty("padValue") @Nullable Integer padValue,
            @JsonProperty("width") @Nullable Integer width,
            @JsonProperty("height") @Nullable Integer height,
            @JsonProperty("suppressionIou") @Nullable Double suppressionIou,
            @JsonProperty("license") @Nullable String license) {
        return new ManifestOverrides(
                family == null ? null : parse("family", family, DetectorFamily.class),
                classes,
                colorOrder == null ? null : parse("colorOrder", colorOrder, ColorOrder.class),
                scaling,
                mean,
                std,
                resize == null ? null : parseResize(resize),
                padValue,
                width,
                height,
                suppressionIou,
                license);
    }

    /** Reads a JSON object; {@code INVALID_MANIFEST} in words for anything else, unknown fields included. */
    public static ManifestOverrides ofJson(byte[] json) {
        try {
            return STRICT.readValue(json);
        } catch (JacksonException e) {
            throw refusal(e);
        }
    }

    /** Reads query parameters; lists are separated by commas. Other parameters than {@link #FIELDS} are passed over. */
    public static ManifestOverrides ofParameters(Map<String, String> parameters) {
        Map<String, Object> values = new TreeMap<>();
        for (String field : FIELDS) {
            String value = parameters.get(field);
            if (value != null && !value.isBlank()) {
                boolean list = field.equals("classes") || field.equals("mean") || field.equals("std");
                values.put(
                        field,
                        list ? Arrays.stream(value.split(",")).map(String::trim).toList() : value.trim());
            }
        }
        try {
            return ContractJson.MAPPER.convertValue(values, ManifestOverrides.class);
        } catch (JacksonException e) {
            throw refusal(e);
        }
    }

    private static Resize parseResize(String word) {
        return switch (word.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "centered", "centred", "letterbox-centered" -> Resize.LETTERBOX_CENTERED;
            case "top-left", "letterbox-top-left" -> Resize.LETTERBOX_TOP_LEFT;
            case "stretch" -> Resize.STRETCH;
            default -> throw invalid("resize '%s' is not one of centered, top-left, stretch".formatted(word));
        };
    }

    private static <E extends Enum<E>> E parse(String field, String word, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        throw invalid("%s '%s' is not one of %s"
                .formatted(field, word, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    private static VisorException refusal(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof VisorException words) {
                return words;
            }
        }
        return new VisorException(
                ErrorCode.INVALID_MANIFEST, "the manifest cannot be read: " + ContractJson.fault(e), e);
    }

    private static VisorException invalid(String message) {
        return new VisorException(ErrorCode.INVALID_MANIFEST, "manifest: " + message);
    }
}
