package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.family.Resolution.Ambiguous;
import dev.visor.detection.family.Resolution.Resolved;
import dev.visor.detection.family.Resolution.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rest of the manifest, once the family is known.
 *
 * @param evidence what was found so far; added to
 * @param warnings what the user should know; added to
 */
record Completion(
        ModelSignature model,
        ManifestOverrides user,
        ModelMetadata metadata,
        List<String> evidence,
        List<String> warnings) {
    private static final int MAX_CLASS_NAME = 100;

    /**
     * Completes it.
     *
     * @param modelClasses how many the outputs have room for; −1 if they don't say
     * @param said the names that the user or the file gives; null if neither does
     */
    Resolution complete(DetectorFamily family, int modelClasses, @Nullable List<String> said) {
        List<String> classes = said;
        if (classes == null && modelClasses == CocoClasses.NAMES.size()) {
            classes = CocoClasses.NAMES;
            evidence.add("classes: nobody names them; there are 80, so COCO's are taken; give 'classes' for others");
        }
        InputSize size = InputSize.of(model.picture(), user, metadata);
        List<String> missing = new ArrayList<>();
        if (classes == null) {
            missing.add("classes: %s in the order of the model's outputs, or '%s'"
                    .formatted(modelClasses < 0 ? "the names" : modelClasses + " names", CocoClasses.WORD));
        }
        if (size == null) {
            missing.add("width and height: the file leaves the input's size open");
        }
        if (classes == null || size == null) {
            missing.addAll(metadata.problems());
            return new Ambiguous(List.of(Candidate.of(family, String.join(", ", evidence), modelClasses)), missing);
        }
        String fault = fault(family, modelClasses, classes);
        return fault == null ? resolved(family, classes, size) : new Unknown(List.of(), List.of(fault));
    }

    private Resolution resolved(DetectorFamily family, List<String> classes, InputSize size) {
        try {
            InputContract input = InputDefaults.of(family, model.picture().name(), size.width(), size.height(), user);
            String license = user.license() != null ? user.license() : metadata.license();
            double iou =
                    user.suppressionIou() != null ? user.suppressionIou() : DetectorManifest.DEFAULT_SUPPRESSION_IOU;
            evidence.add("input %s".formatted(words(input)));
            warnings.addAll(licenceWarnings(license));
            return new Resolved(new DetectorManifest(family, input, classes, iou, license), evidence, warnings);
        } catch (IllegalArgumentException e) {
            return new Unknown(List.of(), List.of("the manifest is refused: " + e.getMessage()));
        }
    }

    private static @Nullable String fault(DetectorFamily family, int modelClasses, List<String> classes) {
        if (modelClasses >= 0 && classes.size() != modelClasses) {
            return "the model has %d classes as %s, but %d are named: %s"
                    .formatted(modelClasses, family, classes.size(), classes);
        }
        long odd = classes.stream()
                .filter(c ->
                        c.isBlank() || c.length() > MAX_CLASS_NAME || c.chars().anyMatch(Character::isISOControl))
                .count();
        return odd == 0
                ? null
                : "class names are 1 to %d printable characters; %d are not".formatted(MAX_CLASS_NAME, odd);
    }

    private static List<String> licenceWarnings(@Nullable String license) {
        if (license != null && license.toUpperCase(Locale.ROOT).contains("AGPL")) {
            return List.of(
                    "licence '%s': offering this model over a network obliges you to publish your source code or to buy another licence"
                            .formatted(license));
        }
        return license == null
                ? List.of("the file states no licence; make sure that you may use these weights")
                : List.of();
    }

    private static String words(InputContract input) {
        return "%d×%d %s, mean %s, std %s, %s"
                .formatted(input.width(), input.height(), input.channels(), input.mean(), input.std(), input.resize());
    }
}
