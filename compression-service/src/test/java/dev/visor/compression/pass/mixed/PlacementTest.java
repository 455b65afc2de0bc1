package dev.visor.compression.pass.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.trial.KernelTimes;
import dev.visor.compression.trial.KernelTimes.Kernel;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private final Graph reference = QuantizedExample.reference();
    private final Graph quantized = QuantizedExample.quantized();
    private final List<FloatGroup> groups = FloatGroup.of(quantized);
    private final double[] harm = new double[groups.size()];

    @Test
    void integersStayWhereTheyAreFaster() {
        assertThat(placement(Map.of()).best(0, Set.of())).isEmpty();
    }

    @Test
    void aGroupThatIsFasterInFloatsGetsThem() {
        assertThat(placement(Map.of(0, -100.0)).best(0, Set.of())).containsExactly(0);
    }

    @Test
    void aFasterGroupDoesNotGetFloatsIfConversionsCostMore() {
        assertThat(placement(Map.of(3, -0.01)).best(0, Set.of())).isEmpty();
    }

    @Test
    void whatDoesMostHarmGetsFloatsFirst() {
        harm[2] = 1;
        harm[4] = 0.001;
        List<Set<Integer>> border = placement(Map.of()).border(Set.of());
        assertThat(border.getFirst()).isEmpty();
        assertThat(border.get(1)).contains(2).doesNotContain(4);
        assertThat(border.getLast()).hasSize(groups.size());
    }

    @Test
    void theGroupThatCostsMostForTheLeastHarmIsTakenBackFirst() {
        harm[1] = 0.5;
        harm[4] = 0.001;
        Placement placement = placement(Map.of());
        assertThat(placement.bestReturn(Set.of(1, 4), Set.of(), Set.of())).containsExactly(4);
        assertThat(placement.bestReturn(Set.of(1, 4), Set.of(), Set.of(Set.of(4))))
                .contains(1);
    }

    @Test
    void leavesGroupsThatAreToBeLeft() {
        assertThat(placement(Map.of()).bestReturn(Set.of(1), Set.of(1), Set.of()))
                .isEmpty();
    }

    /** In floats every group takes 200 µs, in integers 100 µs, but for these differences. */
    private Placement placement(Map<Integer, Double> floatMinusInteger) {
        List<Kernel> integer = new ArrayList<>();
        List<Kernel> floating = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            integer.add(new Kernel(groups.get(i).name() + "_token_7", "QLinearConv", 100));
            floating.add(new Kernel(
                    groups.get(i).name() + "_nchwc", "Conv", 100 + floatMinusInteger.getOrDefault(i, 100.0)));
        }
        return new Placement(
                PlacementCost.of(
                        groups,
                        quantized,
                        reference,
                        new KernelTimes(integer),
                        new KernelTimes(floating),
                        ShapeOracle.infer(reference)),
                harm);
    }
}
