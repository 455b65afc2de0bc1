package dev.visor.compression.plan;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a recipe. A pass is its id, or its id with options:
 *
 * <pre>
 * name: int8
 * description: …
 * passes:
 *   - fold-constants
 *   - quantize-static: {images: 100}
 * </pre>
 */
final class RecipeReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEYS = Set.of("name", "description", "passes");

    private final PassCatalog catalog;

    RecipeReader(PassCatalog catalog) {
        this.catalog = catalog;
    }

    /** Reads and checks one. */
    Recipe read(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new VisorException(ErrorCode.INVALID_RECIPE, "a recipe is YAML: " + e.getOriginalMessage(), e);
        }
        for (String key : root.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw refused("a recipe has no '%s'; it has name, description and passes".formatted(key));
            }
        }
        String name = root.path("name").asString("");
        JsonNode steps = root.path("passes");
        if (name.isEmpty() || !steps.isArray()) {
            throw refused("a recipe needs a name and a list of passes");
        }
        List<GraphPass> passes = new ArrayList<>();
        for (JsonNode step : steps) {
            passes.add(pass(name, step));
        }
        Recipe recipe = new Recipe(name, root.path("description").asString(""), passes);
        RecipeCheck.require(recipe);
        return recipe;
    }

    private GraphPass pass(String recipe, JsonNode step) {
        if (step.isString()) {
            return catalog.create(step.asString(), YAML.createObjectNode());
        }
        if (step.isObject() && step.size() == 1) {
            Map.Entry<String, JsonNode> entry = step.properties().iterator().next();
            return catalog.create(entry.getKey(), entry.getValue());
        }
        throw refused("a pass of recipe '%s' is an id, or one id with its options, was %s".formatted(recipe, step));
    }

    private static VisorException refused(String message) {
        return new VisorException(ErrorCode.INVALID_RECIPE, message);
    }
}
