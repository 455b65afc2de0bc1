package dev.visor.compression.plan;

import dev.visor.compression.pass.PassCatalog;
import dev.visor.contracts.Sha256;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Recipes", description = "Passes and the recipes made of them")
class PlanController {
    private final PassCatalog passes;
    private final RecipeCatalog recipes;

    PlanController(PassCatalog passes, RecipeCatalog recipes) {
        this.passes = passes;
        this.recipes = recipes;
    }

    @GetMapping("/passes")
    @Operation(summary = "Every pass, with its options, their types, ranges and defaults")
    List<PassCatalog.Description> passes() {
        return passes.describe();
    }

    @GetMapping("/recipes")
    @Operation(summary = "Every recipe, with its passes and all their options")
    List<RecipeDescription> recipes() {
        return recipes.all().stream().map(RecipeDescription::of).toList();
    }

    /**
     * A recipe for people.
     *
     * @param name what variants made by it are called
     * @param description one sentence
     * @param digest of what it does
     * @param passes in order
     */
    record RecipeDescription(String name, String description, Sha256 digest, List<Step> passes) {
        static RecipeDescription of(Recipe recipe) {
            return new RecipeDescription(
                    recipe.name(),
                    recipe.description(),
                    recipe.digest(),
                    recipe.passes().stream()
                            .map(p -> new Step(PassCatalog.idOf(p), PassCatalog.optionsOf(p)))
                            .toList());
        }
    }

    /**
     * A pass in a recipe.
     *
     * @param pass its id
     * @param options all of them
     */
    record Step(String pass, JsonNode options) {}
}
