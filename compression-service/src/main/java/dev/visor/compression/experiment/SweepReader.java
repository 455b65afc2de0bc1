package dev.visor.compression.experiment;

import dev.visor.compression.experiment.ExperimentPlan.PlannedPoint;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.plan.RecipeReader;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.experiment.CurveSweep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one sweep: each of its points must be a recipe that could be put as one. */
final class SweepReader {
    /** What built-in recipes begin with. */
    static final List<String> CLEAN_UP = List.of(
            "extract-initializers-from-inputs",
            "convert-opset",
            "mend-resize-roi",
            "eliminate-identity",
            "fold-stored-weights",
            "fold-constants",
            "fuse-batch-norm",
            "deduplicate-initializers",
            "eliminate-dead-nodes");

    private static final Set<String> KEYS =
            new LinkedHashSet<>(List.of("label", "before", "pass", "options", "vary", "values"));
    private static final int LONGEST_LABEL = 60;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RecipeReader recipes;
    private final List<String> problems;

    /** @param problems gets everything that is wrong */
    SweepReader(RecipeReader recipes, List<String> problems) {
        this.recipes = recipes;
        this.problems = problems;
    }

    /**
     * A sweep as it was read.
     *
     * @param sweep for people
     * @param points in the order of its values
     * @param digests of what each point's recipe does
     */
    record Read(CurveSweep sweep, List<PlannedPoint> points, List<Sha256> digests) {}

    /** The sweep, or null if something is wrong with it. */
    @Nullable
    Read read(int index, JsonNode node, JsonNode after) {
        int before = problems.size();
        String place = "sweeps[%d]".formatted(index);
        if (!node.isObject()) {
            problems.add("%s is an object of %s, was %s".formatted(place, KEYS, node));
            return null;
        }
        for (String key : node.propertyNames()) {
            if (!KEYS.contains(key)) {
                problems.add("%s has no '%s'; a sweep has %s".formatted(place, key, KEYS));
            }
        }
        String pass = text(place, node, "pass");
        String vary = text(place, node, "vary");
        String label = node.has("label") ? text(place, node, "label") : pass + " by " + vary;
        if (label.length() > LONGEST_LABEL) {
            problems.add(
                    "label of %s has at most %d characters, has %d".formatted(place, LONGEST_LABEL, label.length()));
        }
        JsonNode options = node.path("options");
        if (!options.isMissingNode() && !options.isObject()) {
            problems.add("options of %s is an object, was %s".formatted(place, options));
        } else if (options.has(vary)) {
            problems.add("options of %s sets '%s', which is varied; leave it out".formatted(place, vary));
        }
        JsonNode beginning = node.path("before");
        if (!beginning.isMissingNode() && !beginning.isArray()) {
            problems.add("before of %s is a list of passes, was %s".formatted(place, beginning));
        }
        JsonNode values = node.path("values");
        if (!values.isArray() || values.isEmpty()) {
            problems.add("%s needs values, a list of what '%s' is set to".formatted(place, vary));
        }
        if (problems.size() > before) {
            return null;
        }
        List<JsonNode> first = beginning.isArray() ? elements(beginning) : cleanUp();
        List<JsonNode> last = elements(after);
        Read read = new Read(
                new CurveSweep(label, words(first), pass, words(options), vary, words(last)),
                new ArrayList<>(),
                new ArrayList<>());
        Set<String> wrong = new LinkedHashSet<>();
        for (JsonNode value : elements(values)) {
            ObjectNode own = options.isObject() ? ((ObjectNode) options).deepCopy() : NODES.objectNode();
            own.set(vary, value);
            point(read, value, recipe(first, NODES.objectNode().set(pass, own), last), wrong);
        }
        // The same may be wrong with every value.
        wrong.forEach(problem -> problems.add("sweep '%s': %s".formatted(label, problem)));
        return wrong.isEmpty() ? read : null;
    }

    private void point(Read read, JsonNode value, String text, Set<String> wrong) {
        if (value.isContainer() || value.isNull()) {
            wrong.add("a value is a number, a word or true or false, was %s".formatted(value));
            return;
        }
        try {
            Recipe recipe = recipes.read(text);
            if (read.digests().contains(recipe.digest())) {
                wrong.add("value %s is there twice".formatted(value));
                return;
            }
            read.digests().add(recipe.digest());
            read.points().add(new PlannedPoint(read.sweep().label(), value.toString(), text));
        } catch (VisorException e) {
            wrong.addAll(e.violations().isEmpty() ? List.of(e.detail()) : e.violations());
        }
    }

    /** JSON is YAML too. */
    private static String recipe(List<JsonNode> first, JsonNode varied, List<JsonNode> last) {
        ArrayNode passes = NODES.arrayNode();
        passes.addAll(first);
        passes.add(varied);
        passes.addAll(last);
        return NODES.objectNode()
                .put("name", "experiment")
                .set("passes", passes)
                .toString();
    }

    private String text(String place, JsonNode node, String key) {
        String text = node.path(key).asString("");
        if (!node.path(key).isString() || text.isBlank()) {
            problems.add("%s needs '%s', a text".formatted(place, key));
        }
        return text;
    }

    private static List<JsonNode> cleanUp() {
        return CLEAN_UP.stream().<JsonNode>map(NODES::stringNode).toList();
    }

    private static List<JsonNode> elements(JsonNode list) {
        return list.valueStream().toList();
    }

    private static List<String> words(List<JsonNode> steps) {
        return steps.stream().map(JsonNode::toString).toList();
    }

    private static Map<String, String> words(JsonNode options) {
        Map<String, String> words = new TreeMap<>();
        options.properties()
                .forEach(option -> words.put(option.getKey(), option.getValue().toString()));
        return words;
    }
}
