package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.onnx.graph.Graph;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PassCatalogTest {
    private final PassCatalog catalog = new PassCatalog(List.of(Trim.class));

    @Test
    void fillsInDefaults() {
        assertThat(catalog.create("trim-text", options("{}"))).isEqualTo(new Trim(5));
    }

    @Test
    void refusesAnUnknownPassAndNamesThoseThereAre() {
        assertThatThrownBy(() -> catalog.create("trimm", options("{}")))
                .hasMessage("there is no pass 'trimm'; there are [trim-text]");
    }

    @Test
    void refusesAnUnknownOptionByName() {
        assertThatThrownBy(() -> catalog.create("trim-text", options("{\"lengh\": 3}")))
                .hasMessage("pass 'trim-text' has no option 'lengh'; it has [length]");
    }

    @Test
    void refusesAValueOutOfRangeWithTheLimit() {
        assertThatThrownBy(() -> catalog.create("trim-text", options("{\"length\": 30}")))
                .hasMessageContaining("length must be 1 to 10, was 30");
    }

    @Test
    void refusesAValueOfAnotherKind() {
        assertThatThrownBy(() -> catalog.create("trim-text", options("{\"length\": null}")))
                .hasMessageContaining("options of pass 'trim-text'");
    }

    @Test
    void describesOptionsWithTypeRangeAndDefault() {
        PassCatalog.OptionDescription option =
                catalog.describe().getFirst().options().getFirst();
        assertThat(option.name()).isEqualTo("length");
        assertThat(option.type()).isEqualTo("int");
        assertThat(option.min()).isEqualTo(1);
        assertThat(option.max()).isEqualTo(10);
        assertThat(option.defaultValue().asInt()).isEqualTo(5);
    }

    @Test
    void knowsEveryKindOfOptionWithItsUnit() {
        PassCatalog kinds = new PassCatalog(List.of(Kinds.class));

        assertThat(kinds.describe().getFirst().options())
                .extracting(PassCatalog.OptionDescription::type, PassCatalog.OptionDescription::unit)
                .containsExactly(
                        tuple("int", "images"),
                        tuple("double", "percent"),
                        tuple("boolean", ""),
                        tuple("choice", ""),
                        tuple("text", ""),
                        tuple("list of text", ""));
        assertThat(kinds.describe().getFirst().options().get(3).values()).containsExactly("SMALL", "LARGE");
        assertThat(kinds.create("show-kinds", options("{\"names\": [\"a\", \"b\"], \"size\": \"LARGE\"}")))
                .isEqualTo(new Kinds(3, 1.5, true, Size.LARGE, "x", List.of("a", "b")));
    }

    @Test
    void refusesTwoPassesOfOneId() {
        assertThatThrownBy(() -> new PassCatalog(List.of(Trim.class, Trim.class)))
                .hasMessageContaining("pass trim-text is declared by");
    }

    private static ObjectNode options(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    enum Size {
        SMALL,
        LARGE
    }

    @PassId(value = "show-kinds", description = "Has options of every kind.")
    record Kinds(
            @Option(description = "how many", unit = "images", defaultValue = "3")
            int images,

            @Option(description = "how much", unit = "percent", defaultValue = "1.5")
            double share,

            @Option(description = "whether", defaultValue = "true")
            boolean on,

            @Option(description = "which", defaultValue = "\"SMALL\"")
            Size size,

            @Option(description = "what", defaultValue = "\"x\"")
            String word,

            @Option(description = "which ones", defaultValue = "[]")
            List<String> names)
            implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(0);
        }
    }

    @PassId(value = "trim-text", description = "Trims.")
    record Trim(
            @Option(description = "how much", defaultValue = "5", min = 1, max = 10)
            int length) implements GraphPass {
        Trim {
            Options.inRange("length", length, 1, 10);
        }

        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(0);
        }
    }
}
