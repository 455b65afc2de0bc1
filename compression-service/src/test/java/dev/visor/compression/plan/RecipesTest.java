package dev.visor.compression.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.compression.pass.Step;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Graph;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipesTest {
    private final PassCatalog passes = new PlanConfiguration().passCatalog();
    private final RecipeReader reader = new RecipeReader(passes);

    @Test
    void builtInRecipesAreSoundAndTheBaselineComesFirst() throws IOException {
        RecipeCatalog catalog = new PlanConfiguration().recipeCatalog(reader);
        assertThat(catalog.all()).first().matches(r -> r.passes().isEmpty());
        assertThat(catalog.all())
                .allSatisfy(r ->
                        assertThat(RecipeCheck.problems(r.name(), r.passes())).isEmpty());
        assertThat(catalog.all()).anyMatch(r -> r.establishes(Property.QUANTIZED));
        assertThat(catalog.all()).anyMatch(Recipe::standard);
    }

    @Test
    void everyPassHasAnIdOfHyphenatedWordsAndADescription() {
        assertThat(passes.describe()).isNotEmpty().allSatisfy(pass -> {
            assertThat(pass.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            assertThat(pass.description()).endsWith(".");
        });
    }

    @Test
    void refusesAPassWithAnOptionOfAKindThatRecipesCannotGive() {
        assertThatThrownBy(() -> new PassCatalog(List.of(Odd.class)).describe())
                .hasMessageContaining("options are int, double, boolean, an enum, String or List<String>");
    }

    @PassId(value = "be-odd", description = "Has an option that YAML has no word for.")
    record Odd(
            @Option(description = "when", defaultValue = "0")
            long count) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(0);
        }
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
    void refusesPassesInAnOrderThatCantBe() {
        assertThatThrownBy(() -> reader.read("""
                        name: late
                        passes:
                          - extract-initializers-from-inputs
                          - convert-opset
                          - mend-resize-roi
                          - fuse-batch-norm
                          - quantize-static
                          - fuse-batch-norm
                          - equalize-cross-layer
                        """))
                .isInstanceOfSatisfying(
                        VisorException.class,
                        e -> assertThat(e.violations())
                                .containsExactly(
                                        "fuse-batch-norm must not follow quantize-static, which establishes QUANTIZED,"
                                                + " in recipe 'late'; put fuse-batch-norm before it",
                                        "equalize-cross-layer must not follow quantize-static, which establishes"
                                                + " QUANTIZED, in recipe 'late'; put equalize-cross-layer before it"));
    }

    @Test
    void quantisingComesBeforeCodebooksAndWhatSharesIntegersBehindIt() {
        assertThatThrownBy(() -> reader.read("""
                        name: late
                        passes:
                          - extract-initializers-from-inputs
                          - convert-opset
                          - mend-resize-roi
                          - fuse-batch-norm
                          - share-weights
                          - quantize-static
                        """))
                .isInstanceOfSatisfying(
                        VisorException.class,
                        e -> assertThat(e.violations())
                                .containsExactly("quantize-static must not follow share-weights, which establishes"
                                        + " SHARED_WEIGHTS, in recipe 'late'; put quantize-static before it"));
        assertThat(reader.read("""
                        name: right
                        passes:
                          - extract-initializers-from-inputs
                          - convert-opset
                          - mend-resize-roi
                          - fuse-batch-norm
                          - quantize-static
                          - share-int8-weights
                        """).passes()).hasSize(6);
    }

    @Test
    void whatRemovesStructureComesBeforeWhatWeightsAreStoredInAndMayComeTwice() {
        assertThat(RecipeCheck.problems("a", List.of(new Prune(), new Prune(), new Store())))
                .isEmpty();
        assertThat(RecipeCheck.problems("a", List.of(new Thin(), new Store(), new Prune())))
                .containsExactly(
                        "prune-structure must not follow thin-weights, which establishes SPARSE_WEIGHTS, in recipe 'a';"
                                + " put prune-structure before it",
                        "prune-structure must not follow store-weights, which establishes SHARED_WEIGHTS, in recipe"
                                + " 'a'; put prune-structure before it");
    }

    @PassId(value = "prune-structure", description = "Removes channels.")
    record Prune() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(0);
        }

        @Override
        public Set<Property> establishes() {
            return Set.of(Property.PRUNED_CHANNELS);
        }
    }

    @PassId(value = "thin-weights", description = "Makes zeros.")
    record Thin() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(0);
        }

        @Override
        public Set<Property> establishes() {
            return Set.of(Property.SPARSE_WEIGHTS);
        }
    }

    @PassId(value = "store-weights", description = "Stores weights in another form.")
    record Store() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(0);
        }

        @Override
        public Set<Property> establishes() {
            return Set.of(Property.SHARED_WEIGHTS);
        }
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
    void namesEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> reader.read("""
                        name: Not a name
                        default: maybe
                        passes: [quantise, fold-constants: {limitBytes: -1}, 7, quantize-static]
                        """))
                .isInstanceOfSatisfying(
                        VisorException.class,
                        e -> assertThat(e.violations())
                                .anyMatch(v -> v.contains("'Not a name' is not allowed"))
                                .anyMatch(v -> v.contains("'default' is true or false"))
                                .anyMatch(v -> v.contains("there is no pass 'quantise'"))
                                .anyMatch(v -> v.contains("limitBytes must be"))
                                .anyMatch(v -> v.contains("was 7"))
                                .noneMatch(v -> v.contains("quantize-static needs")));
    }

    @Test
    void refusesWhatUnfoldsOrNeverEnds() {
        assertThatThrownBy(() -> reader.read("{name: a, passes: &p [], description: *p}"))
                .hasMessageContaining("anchor or alias");
        assertThatThrownBy(() -> reader.read("name: a\nname: b\npasses: []")).hasMessageContaining("a recipe is YAML");
        assertThatThrownBy(() -> reader.read("#".repeat(70_000))).hasMessageContaining("at most 65536 bytes");
        assertThatThrownBy(() -> reader.read("")).hasMessageContaining("a recipe is a mapping");
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
    void aStepMaySayWhenItIsKept() {
        Recipe recipe = reader.read("""
                name: careful
                passes:
                  - extract-initializers-from-inputs
                  - fold-constants: {limitBytes: 1024}
                    accept: {maxDrop: 1, faster: 0.98, smaller: 0.95, maxDrop50: 0.5}
                """);
        assertThat(recipe.steps()).extracting(Step::accept).first().isNull();
        assertThat(recipe.steps().getLast().accept())
                .isEqualTo(Acceptance.of(Map.of("maxDrop", 1.0, "faster", 0.98, "smaller", 0.95, "maxDrop50", 0.5)));
        assertThat(recipe.canonicalText())
                .endsWith("{\"accept\":{\"faster\":0.98,\"maxDrop\":1.0,\"maxDrop50\":0.5,\"smaller\":0.95},"
                        + "\"options\":{\"limitBytes\":1024},\"pass\":\"fold-constants\"}]");
    }

    @Test
    void conditionsAreCheckedBeforeTheRun() {
        assertRefused("{hurry: 1}", "there is no condition 'hurry'; there are [maxDrop, maxDrop50, faster, smaller]");
        assertRefused("{maxDrop: -1}", "maxDrop must be 0.0 to 100.0, was -1.0");
        assertRefused("{faster: 0}", "faster must be 0.01 to 2.0, was 0.0");
        assertRefused("{smaller: much}", "'smaller' is a number, was \"much\"");
        assertRefused("{}", "there must be at least one condition");
        assertRefused("0.5", "there must be at least one condition");
        assertThatThrownBy(() -> reader.read("{name: a, passes: [{accept: {maxDrop: 1}}]}"))
                .hasMessageContaining("a pass is an id, or one id with its options and maybe 'accept'");
    }

    private void assertRefused(String accept, String words) {
        assertThatThrownBy(() -> reader.read("{name: a, passes: [{convert-opset: {}, accept: %s}]}".formatted(accept)))
                .hasMessageContaining("accept of pass 'convert-opset': ")
                .hasMessageContaining(words);
    }

    @Test
    void whatARecipeWithoutConditionsDoesIsWrittenAsEver() {
        Recipe recipe = reader.read("{name: a, passes: [extract-initializers-from-inputs, fold-constants]}");
        assertThat(recipe.canonicalText())
                .isEqualTo("[{\"options\":{},\"pass\":\"extract-initializers-from-inputs\"},"
                        + "{\"options\":{\"limitBytes\":1048576},\"pass\":\"fold-constants\"}]");
    }

    @Test
    void leavesNamesAloneThatAreNotNames() {
        assertThatThrownBy(() -> reader.read("{name: 'A b', passes: []}")).hasMessageContaining("A b");
    }
}
