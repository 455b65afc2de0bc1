package dev.visor.compression.plan;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Property;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which passes run, in this order.
 *
 * @param name what variants made by it are called
 * @param description one sentence for people
 * @param standard whether uploads that name no recipes get it
 * @param passes in order; none leaves the uploaded bytes as they are
 * @param text the YAML that it was read from
 */
public record Recipe(String name, String description, boolean standard, List<GraphPass> passes, String text) {
    public Recipe {
        Names.require("recipe", name);
        passes = List.copyOf(passes);
    }

    /** The passes and all their options, defaults too, as one line of JSON: the same for recipes that do the same. */
    public String canonicalText() {
        List<Map<String, Object>> steps = passes.stream()
                .<Map<String, Object>>map(pass -> {
                    Map<String, Object> step = new LinkedHashMap<>();
                    step.put("pass", PassCatalog.idOf(pass));
                    step.put("options", PassCatalog.optionsOf(pass));
                    return step;
                })
                .toList();
        return ContractJson.MAPPER.writeValueAsString(steps);
    }

    /** Digest of the canonical text. */
    public Sha256 digest() {
        return Sha256.of(canonicalText().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a pass establishes this. */
    public boolean establishes(Property property) {
        return passes.stream().anyMatch(p -> p.establishes().contains(property));
    }
}
