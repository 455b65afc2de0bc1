package dev.visor.ingest.registry;

import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hears what moves stages. */
@Configuration(proxyBeanMethods = false)
class StageListeners {
    @Bean
    EventHandler<CompressionPlanned> stageOnPlanned(StageMoves moves) {
        return new Listener<>(CompressionPlanned.class, moves::planned);
    }

    @Bean
    EventHandler<VariantCompressed> stageOnMade(StageMoves moves) {
        return new Listener<>(VariantCompressed.class, moves::made);
    }

    @Bean
    EventHandler<CompressionFailed> stageOnNotMade(StageMoves moves) {
        return new Listener<>(CompressionFailed.class, moves::notMade);
    }

    @Bean
    EventHandler<VariantEvaluated> stageOnMeasured(StageMoves moves) {
        return new Listener<>(VariantEvaluated.class, moves::measured);
    }

    @Bean
    EventHandler<EvaluationFailed> stageOnNotMeasured(StageMoves moves) {
        return new Listener<>(EvaluationFailed.class, moves::notMeasured);
    }

    @Bean
    EventHandler<PromotionStarted> stageOnPromotionStarted(StageMoves moves) {
        return new Listener<>(PromotionStarted.class, moves::promotionStarted);
    }

    @Bean
    EventHandler<PromotionCompleted> stageOnPromotionCompleted(StageMoves moves) {
        return new Listener<>(PromotionCompleted.class, moves::promotionCompleted);
    }

    @Bean
    EventHandler<PromotionRolledBack> stageOnPromotionRolledBack(StageMoves moves) {
        return new Listener<>(PromotionRolledBack.class, moves::promotionRolledBack);
    }

    @Bean
    EventHandler<PromotionRefused> stageOnPromotionRefused(StageMoves moves) {
        return new Listener<>(PromotionRefused.class, moves::promotionRefused);
    }

    /** The name is in the inbox and must stay. */
    private record Listener<E extends Event>(Class<E> type, Consumer<E> effect) implements EventHandler<E> {
        @Override
        public void handle(E event, EventContext context) {
            effect.accept(event);
        }

        @Override
        public String name() {
            return "stage:" + type.getSimpleName();
        }
    }
}
