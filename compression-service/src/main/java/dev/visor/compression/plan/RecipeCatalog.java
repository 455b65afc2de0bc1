package dev.visor.compression.plan;

import dev.visor.contracts.model.VariantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The recipes that Visor brings. The baseline, which changes nothing, is always among them. */
public final class RecipeCatalog {
    private final Map<String, Recipe> recipes = new TreeMap<>();

    /** A catalogue of these. */
    public RecipeCatalog(Collection<Recipe> recipes) {
        for (Recipe recipe : recipes) {
            if (this.recipes.put(recipe.name(), recipe) != null) {
                throw new IllegalArgumentException("recipe '%s' is declared twice".formatted(recipe.name()));
            }
        }
        Recipe baseline = this.recipes.get(VariantId.BASELINE);
        if (baseline == null || !baseline.steps().isEmpty()) {
            throw new IllegalArgumentException(
                    "recipe '%s' must exist and have no passes".formatted(VariantId.BASELINE));
        }
    }

    /** The recipe of this name. */
    public Optional<Recipe> find(String name) {
        return Optional.ofNullable(recipes.get(name));
    }

    /** All, the baseline first, then by name. */
    public List<Recipe> all() {
        List<Recipe> all = new ArrayList<>(recipes.values());
        all.sort(Comparator.comparing((Recipe r) -> !r.name().equals(VariantId.BASELINE))
                .thenComparing(Recipe::name));
        return all;
    }
}
