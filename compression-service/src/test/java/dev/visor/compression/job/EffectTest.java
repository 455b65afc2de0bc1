package dev.visor.compression.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.Step;
import dev.visor.compression.pass.cleanup.EliminateDeadNodes;
import dev.visor.compression.pass.precision.ConvertToFloat16;
import dev.visor.compression.pass.quantization.QuantizeWeights;
import dev.visor.compression.plan.Recipe;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.VisorException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EffectTest {
    private static final Acceptance CAREFUL = Acceptance.of(Map.of("maxDrop", 0.5));
    private final Step tidying = Step.always(new EliminateDeadNodes());
    private final Step integers = Step.always(new QuantizeWeights(512, 25));
    private final Step careful = new Step(new QuantizeWeights(512, 25), CAREFUL);
    private final Step carefulHalves = new Step(new ConvertToFloat16(512, 40), CAREFUL);

    @Test
    void aSkippedAimIsFineWhereAnotherApplied() {
        assertThatCode(() -> Effect.require(
                        recipe(tidying, careful, carefulHalves),
                        List.of(report("tidy", 1, null), report("a", 0, "loses 2 AP points"), report("b", 3, null))))
                .doesNotThrowAnyException();
    }

    @Test
    void anAimWithConditionsMayFindNothingToDo() {
        assertThatCode(() ->
                        Effect.require(recipe(careful, integers), List.of(report("a", 0, null), report("b", 3, null))))
                .doesNotThrowAnyException();
    }

    @Test
    void whereAllAimsWereMissedAllReasonsAreSaid() {
        assertThatThrownBy(() -> Effect.require(
                        recipe(tidying, careful, carefulHalves),
                        List.of(
                                report("tidy", 1, null),
                                report("a", 0, "loses 2 AP points"),
                                report("b", 0, null, "no weights", "no halves"))))
                .isInstanceOf(VisorException.class)
                .hasMessage("recipe 'mine' leaves this model as it is: a: loses 2 AP points; b: no weights; no halves");
    }

    @Test
    void theFirstAimWithoutConditionsMustApply() {
        assertThatThrownBy(() -> Effect.require(
                        recipe(careful, integers, carefulHalves),
                        List.of(report("a", 0, "too slow"), report("b", 0, null), report("c", 1, null))))
                .hasMessage("recipe 'mine' leaves this model as it is: a: too slow; b: nothing to do");
    }

    @Test
    void tidyingAloneMustTidySomething() {
        assertThatThrownBy(() -> Effect.require(recipe(tidying), List.of(report("tidy", 0, null))))
                .hasMessageContaining("none of its 1 passes found anything to change");
    }

    private static Recipe recipe(Step... steps) {
        return new Recipe("mine", "", false, List.of(steps), "");
    }

    private static PassReport report(String pass, int changes, @Nullable String skipped, String... notes) {
        return new PassReport(pass, changes, 1, Map.of(), List.of(notes), null, null, skipped);
    }
}
