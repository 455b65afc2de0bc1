package dev.visor.compression.plan;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Step;
import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Reads a recipe. A step is the id of a pass, or the id with options and, where it is to be kept under conditions only,
 * with these:
 *
 * <pre>
 * name: int8
 * description: …
 * default: true     # made when an upload names no recipes
 * passes:
 *   - fold-constants
 *   - quantize-static: {images: 100}
 *     accept: {maxDrop: 0.5, faster: 0.98}
 * </pre>
 */
public final class RecipeReader {
    /** Largest text. */
    public static final int MAX_BYTES = RecipeText.MAX_BYTES;

    private static final Set<String> KEYS = Set.of("name", "description", "default", "passes");
    private static final String ACCEPT = "accept";
    private static final int MOST_PASSES = 100;

    private final PassCatalog catalog;

    public RecipeReader(PassCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads and checks one.
     *
     * @throws VisorException {@code INVALID_RECIPE} with everything that is wrong; {@code TOO_LARGE}
     */
    public Recipe read(String yaml) {
        JsonNode root = RecipeText.parse(yaml);
        if (!root.isObject()) {
            throw refused(List.of("a recipe is a mapping of name, description, default and passes"));
        }
        List<String> problems = new ArrayList<>();
        for (String key : root.propertyNames()) {
            if (!KEYS.contains(key)) {
                problems.add("a recipe has no '%s'; it has name, description, default and passes".formatted(key));
            }
        }
        String name = name(root, problems);
        JsonNode standard = root.path("default");
        if (!standard.isMissingNode() && !standard.isBoolean()) {
            problems.add("'default' is true or false, was %s".formatted(standard));
        }
        int before = problems.size();
        List<Step> steps = steps(root.path("passes"), problems);
        if (problems.size() == before) {
            // What a pass that can't be read would establish is unknown.
            problems.addAll(
                    RecipeCheck.problems(name, steps.stream().map(Step::pass).toList()));
        }
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return new Recipe(name, root.path("description").asString(""), standard.asBoolean(false), steps, yaml);
    }

    private static String name(JsonNode root, List<String> problems) {
        String name = root.path("name").asString("");
        if (name.isEmpty()) {
            problems.add("a recipe needs a name");
            return name;
        }
        try {
            Names.require("recipe", name);
        } catch (VisorException e) {
            problems.add(e.detail());
        }
        return name;
    }

    private List<Step> steps(JsonNode texts, List<String> problems) {
        List<Step> steps = new ArrayList<>();
        if (!texts.isArray() || texts.size() > MOST_PASSES) {
            problems.add("a recipe needs a list of passes, at most %d of them".formatted(MOST_PASSES));
            return steps;
        }
        for (JsonNode text : texts) {
            try {
                step(text)
                        .ifPresentOrElse(
                                steps::add,
                                () -> problems.add("a pass is an id, or one id with its options and maybe '%s', was %s"
                                        .formatted(ACCEPT, text)));
            } catch (VisorException e) {
                problems.add(e.detail());
            }
        }
        return steps;
    }

    private Optional<Step> step(JsonNode text) {
        if (text.isString()) {
            return Optional.of(Step.always(catalog.create(text.asString(), RecipeText.noOptions())));
        }
        List<String> ids =
                text.propertyNames().stream().filter(key -> !key.equals(ACCEPT)).toList();
        if (!text.isObject() || ids.size() != 1) {
            return Optional.empty();
        }
        String id = ids.getFirst();
        GraphPass pass = catalog.create(id, text.path(id));
        return Optional.of(new Step(pass, text.has(ACCEPT) ? acceptance(id, text.path(ACCEPT)) : null));
    }

    private static Acceptance acceptance(String id, JsonNode conditions) {
        Map<String, Double> limits = new TreeMap<>();
        for (Map.Entry<String, JsonNode> condition : conditions.properties()) {
            if (!condition.getValue().isNumber()) {
                throw new VisorException(
                        ErrorCode.INVALID_RECIPE,
                        "%s of pass '%s': '%s' is a number, was %s"
                                .formatted(ACCEPT, id, condition.getKey(), condition.getValue()));
            }
            limits.put(condition.getKey(), condition.getValue().asDouble());
        }
        try {
            return Acceptance.of(limits);
        } catch (IllegalArgumentException e) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE, "%s of pass '%s': %s".formatted(ACCEPT, id, e.getMessage()), e);
        }
    }

    private static VisorException refused(List<String> problems) {
        return new VisorException(ErrorCode.INVALID_RECIPE, problems.getFirst(), problems, null);
    }
}
