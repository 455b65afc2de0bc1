package dev.visor.compression.plan;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.Step;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which passes run, in this order, and when what they did is kept.
 *
 * @param name what variants made by it are called
 * @param description one sentence for people
 * @param standard whether uploads that name no recipes get it
 * @param steps in order; none leaves the uploaded bytes as they are
 * @param text the YAML that it was read from
 */
public record Recipe(String name, String description, boolean standard, List<Step> steps, String text) {
    public Recipe {
        Names.require("recipe", name);
        steps = List.copyOf(steps);
    }

    /** The passes without their conditions. */
    public List<GraphPass> passes() {
        return steps.stream().map(Step::pass).toList();
    }

    /**
     * The passes, all their options, defaults too, and the conditions of those that have some, as one line of JSON: the
     * same for recipes that do the same.
     */
    public String canonicalText() {
        List<Map<String, Object>> texts = steps.stream().map(Recipe::canonical).toList();
        return ContractJson.MAPPER.writeValueAsString(texts);
    }

    private static Map<String, Object> canonical(Step step) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("pass", PassCatalog.idOf(step.pass()));
        text.put("options", PassCatalog.optionsOf(step.pass()));
        Acceptance accept = step.accept();
        if (accept != null) {
            text.put("accept", accept.words());
        }
        return text;
    }

    /** Digest of the canonical text. */
    public Sha256 digest() {
        return Sha256.of(canonicalText().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a pass establishes this. */
    public boolean establishes(Property property) {
        return steps.stream().anyMatch(s -> s.pass().establishes().contains(property));
    }
}
