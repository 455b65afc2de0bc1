package dev.visor.evaluation.promotion;

import static dev.visor.evaluation.promotion.PromotionState.COMPLETED;
import static dev.visor.evaluation.promotion.PromotionState.OVERTAKEN;
import static dev.visor.evaluation.promotion.PromotionState.REFUSED;
import static dev.visor.evaluation.promotion.PromotionState.ROLLED_BACK;
import static dev.visor.evaluation.promotion.PromotionState.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PromotionTransitionsTest {
    /** Each state's next one by SERVED, REJECTED, WITHDRAWN, OVERTAKEN, RESTORED; null where that can't happen. */
    private static final Map<PromotionState, @Nullable PromotionState[]> EXPECTED = Map.of(
            STARTED, new @Nullable PromotionState[] {COMPLETED, ROLLED_BACK, ROLLED_BACK, OVERTAKEN, null},
            COMPLETED, new @Nullable PromotionState[] {COMPLETED, COMPLETED, ROLLED_BACK, COMPLETED, COMPLETED},
            OVERTAKEN, new @Nullable PromotionState[] {OVERTAKEN, OVERTAKEN, null, OVERTAKEN, STARTED},
            ROLLED_BACK, new @Nullable PromotionState[] {ROLLED_BACK, ROLLED_BACK, null, ROLLED_BACK, null},
            REFUSED, new @Nullable PromotionState[] {null, null, null, REFUSED, null});

    @TestFactory
    Stream<DynamicTest> everyPairOfStateAndTriggerDoesWhatIsWritten() {
        return Arrays.stream(PromotionState.values())
                .flatMap(state -> Arrays.stream(PromotionTrigger.values())
                        .map(trigger -> DynamicTest.dynamicTest(state + " " + trigger, () -> check(state, trigger))));
    }

    private static void check(PromotionState state, PromotionTrigger trigger) {
        PromotionState expected = EXPECTED.get(state)[trigger.ordinal()];
        if (expected != null) {
            assertThat(PromotionTransitions.next(state, trigger)).isEqualTo(expected);
        } else {
            assertThatThrownBy(() -> PromotionTransitions.next(state, trigger))
                    .isInstanceOfSatisfying(
                            VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION));
        }
    }
}
