package dev.visor.compression.plan;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads a recipe. A pass is its id, or its id with options:
 *
 * <pre>
 * name: int8
 * description: …
 * default: true     # made when an upload names no recipes
 * passes:
 *   - fold-constants
 *   - quantize-static: {images: 100}
 * </pre>
 */
public final class RecipeReader {
    /** Largest text. */
    public static final int MAX_BYTES = RecipeText.MAX_BYTES;

    private static final Set<String> KEYS = Set.of("name", "description", "default", "passes");
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
        List<GraphPass> passes = passes(root.path("passes"), problems);
        if (problems.size() == before) {
            // What a pass that can't be read would establish is unknown.
            problems.addAll(RecipeCheck.problems(name, passes));
        }
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return new Recipe(name, root.path("description").asString(""), standard.asBoolean(false), passes, yaml);
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

    private List<GraphPass> passes(JsonNode steps, List<String> problems) {
        List<GraphPass> passes = new ArrayList<>();
        if (!steps.isArray() || steps.size() > MOST_PASSES) {
            problems.add("a recipe needs a list of passes, at most %d of them".formatted(MOST_PASSES));
            return passes;
        }
        for (JsonNode step : steps) {
            try {
                pass(step)
                        .ifPresentOrElse(
                                passes::add,
                                () -> problems.add(
                                        "a pass is an id, or one id with its options, was %s".formatted(step)));
            } catch (VisorException e) {
                problems.add(e.detail());
            }
        }
        return passes;
    }

    private Optional<GraphPass> pass(JsonNode step) {
        if (step.isString()) {
            return Optional.of(catalog.create(step.asString(), RecipeText.noOptions()));
        }
        if (step.isObject() && step.size() == 1) {
            Map.Entry<String, JsonNode> entry = step.properties().iterator().next();
            return Optional.of(catalog.create(entry.getKey(), entry.getValue()));
        }
        return Optional.empty();
    }

    private static VisorException refused(List<String> problems) {
        return new VisorException(ErrorCode.INVALID_RECIPE, problems.getFirst(), problems, null);
    }
}
