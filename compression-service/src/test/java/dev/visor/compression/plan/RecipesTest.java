package dev.visor.compression.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Property;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecipesTest {
    private final PassCatalog passes = new PlanConfiguration().passCatalog();
    private final RecipeReader reader = new RecipeReader(passes);

    @Test
    void builtInRecipesAreSoundAndTheBaselineComesFirst() throws IOException {
        RecipeCatalog catalog = new PlanConfiguration().recipeCatalog(passes);
        assertThat(catalog.all()).first().matches(r -> r.passes().isEmpty());
        assertThat(catalog.all())
                .allSatisfy(r -> assertThat(RecipeCheck.problems(r)).isEmpty());
        assertThat(catalog.all()).anyMatch(r -> r.establishes(Property.QUANTIZED));
    }

    @Test
    void everyPassHasAnIdOfHyphenatedWordsAndADescription() {
        assertThat(passes.describe()).isNotEmpty().allSatisfy(pass -> {
            assertThat(pass.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            assertThat(pass.description()).endsWith(".");
        });
    }

    @Test
    void refusesARecipeWhosePassNeedsWhatNothingEstablishes() {
        assertThatThrownBy(() -> reader.read("""
                        name: hasty
                        passes: [extract-initializers-from-inputs, quantize-static]
                        """))
                .hasMessageContaining("quantize-static needs OPSET_13")
                .hasMessageContaining("'hasty'");
    }

    @Test
    void refusesUnknownKeysPassesAndOptionsByName() {
        assertThatThrownBy(() -> reader.read("{name: a, passes: [], colour: red}"))
                .hasMessageContaining("'colour'");
        assertThatThrownBy(() -> reader.read("{name: a, passes: [quantise]}")).hasMessageContaining("'quantise'");
        assertThatThrownBy(() -> reader.read("{name: a, passes: [fold-constants: {limit: 3}]}"))
                .hasMessageContaining("no option 'limit'");
        assertThatThrownBy(() -> reader.read("name: [")).hasMessageContaining("a recipe is YAML");
    }

    @Test
    void recipesThatDoTheSameHaveTheSameDigest() {
        Recipe short1 = reader.read("{name: a, passes: [extract-initializers-from-inputs, fold-constants]}");
        Recipe long1 = reader.read(
                "{name: b, passes: [extract-initializers-from-inputs, fold-constants: {limitBytes: 1048576}]}");
        Recipe other = reader.read(
                "{name: b, passes: [extract-initializers-from-inputs, fold-constants: {limitBytes: 1024}]}");
        assertThat(short1.digest()).isEqualTo(long1.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void leavesNamesAloneThatAreNotNames() {
        assertThatThrownBy(() -> reader.read("{name: 'A b', passes: []}")).hasMessageContaining("A b");
    }
}
