package dev.visor.evaluation.promotion;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.util.EnumMap;
import java.util.Map;

/** What becomes of a promotion in each state by each trigger. What is told late or twice changes nothing. */
final class PromotionTransitions {
    private static final Map<PromotionState, Map<PromotionTrigger, PromotionState>> TABLE =
            new EnumMap<>(PromotionState.class);

    static {
        on(PromotionState.STARTED, PromotionTrigger.SERVED, PromotionState.COMPLETED);
        on(PromotionState.STARTED, PromotionTrigger.REJECTED, PromotionState.ROLLED_BACK);
        on(PromotionState.STARTED, PromotionTrigger.WITHDRAWN, PromotionState.ROLLED_BACK);
        on(PromotionState.STARTED, PromotionTrigger.OVERTAKEN, PromotionState.OVERTAKEN);

        on(PromotionState.COMPLETED, PromotionTrigger.SERVED, PromotionState.COMPLETED);
        // One node that can't serve what others do serve is that node's trouble.
        on(PromotionState.COMPLETED, PromotionTrigger.REJECTED, PromotionState.COMPLETED);
        on(PromotionState.COMPLETED, PromotionTrigger.WITHDRAWN, PromotionState.ROLLED_BACK);
        on(PromotionState.COMPLETED, PromotionTrigger.OVERTAKEN, PromotionState.COMPLETED);
        on(PromotionState.COMPLETED, PromotionTrigger.RESTORED, PromotionState.COMPLETED);

        on(PromotionState.OVERTAKEN, PromotionTrigger.SERVED, PromotionState.OVERTAKEN);
        on(PromotionState.OVERTAKEN, PromotionTrigger.REJECTED, PromotionState.OVERTAKEN);
        on(PromotionState.OVERTAKEN, PromotionTrigger.OVERTAKEN, PromotionState.OVERTAKEN);
        on(PromotionState.OVERTAKEN, PromotionTrigger.RESTORED, PromotionState.STARTED);

        on(PromotionState.ROLLED_BACK, PromotionTrigger.SERVED, PromotionState.ROLLED_BACK);
        on(PromotionState.ROLLED_BACK, PromotionTrigger.REJECTED, PromotionState.ROLLED_BACK);
        on(PromotionState.ROLLED_BACK, PromotionTrigger.OVERTAKEN, PromotionState.ROLLED_BACK);

        on(PromotionState.REFUSED, PromotionTrigger.OVERTAKEN, PromotionState.REFUSED);
    }

    private PromotionTransitions() {}

    /**
     * The state afterwards.
     *
     * @throws VisorException {@code ILLEGAL_TRANSITION} if that can't happen to a promotion in this state
     */
    static PromotionState next(PromotionState state, PromotionTrigger trigger) {
        PromotionState next = TABLE.getOrDefault(state, Map.of()).get(trigger);
        if (next == null) {
            throw new VisorException(
                    ErrorCode.ILLEGAL_TRANSITION, "a promotion that is %s can't be %s".formatted(state, trigger));
        }
        return next;
    }

    private static void on(PromotionState state, PromotionTrigger trigger, PromotionState next) {
        TABLE.computeIfAbsent(state, s -> new EnumMap<>(PromotionTrigger.class)).put(trigger, next);
    }
}
