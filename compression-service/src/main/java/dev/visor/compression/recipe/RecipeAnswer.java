package dev.visor.compression.recipe;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Step;
import dev.visor.compression.plan.Recipe;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.VisorException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A recipe for people.
 *
 * @param name what variants made by it are called
 * @param version counted up with each change
 * @param description one sentence
 * @param digest of what it does
 * @param builtIn whether Visor brings it
 * @param standard whether an upload that names no recipes gets it
 * @param deleted whether later uploads can't name it
 * @param definedAt when this version was put
 * @param passes in order
 * @param problems why this version of Visor can't follow it any more; empty if it can
 * @param text its YAML
 */
record RecipeAnswer(
        String name,
        int version,
        String description,
        Sha256 digest,
        boolean builtIn,
        boolean standard,
        boolean deleted,
        Instant definedAt,
        List<StepAnswer> passes,
        List<String> problems,
        String text) {

    /**
     * A pass in a recipe.
     *
     * @param pass its id
     * @param options all of them
     * @param accept limits by condition under which what it did is kept; null if it is always kept
     */
    record StepAnswer(
            String pass, JsonNode options, @Nullable Map<String, Double> accept) {
        static StepAnswer of(Step step) {
            Acceptance accept = step.accept();
            return new StepAnswer(
                    PassCatalog.idOf(step.pass()),
                    PassCatalog.optionsOf(step.pass()),
                    accept == null ? null : accept.words());
        }
    }

    static RecipeAnswer of(RecipeVersion version, Recipes recipes) {
        try {
            Recipe recipe = recipes.read(version);
            List<StepAnswer> steps = recipe.steps().stream().map(StepAnswer::of).toList();
            return of(version, recipe.description(), recipe.standard(), steps, List.of());
        } catch (VisorException e) {
            return of(version, "", false, List.of(), e.violations().isEmpty() ? List.of(e.detail()) : e.violations());
        }
    }

    private static RecipeAnswer of(
            RecipeVersion version,
            String description,
            boolean standard,
            List<StepAnswer> passes,
            List<String> problems) {
        return new RecipeAnswer(
                version.name(),
                version.version(),
                description,
                version.digest(),
                version.builtIn(),
                standard,
                version.deleted(),
                version.definedAt(),
                passes,
                problems,
                version.text());
    }
}
