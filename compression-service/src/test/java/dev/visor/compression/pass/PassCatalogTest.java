package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void refusesTwoPassesOfOneId() {
        assertThatThrownBy(() -> new PassCatalog(List.of(Trim.class, Trim.class)))
                .hasMessageContaining("pass trim-text is declared by");
    }

    private static ObjectNode options(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
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
