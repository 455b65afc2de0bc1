package dev.visor.ingest.recipe;

import dev.visor.contracts.event.RecipeDefined;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import org.springframework.stereotype.Component;

/** Learns which recipes there are. */
@Component
class RecipeDefinedHandler implements EventHandler<RecipeDefined> {
    private final KnownRecipes recipes;

    RecipeDefinedHandler(KnownRecipes recipes) {
        this.recipes = recipes;
    }

    @Override
    public Class<RecipeDefined> type() {
        return RecipeDefined.class;
    }

    @Override
    public void handle(RecipeDefined event, EventContext context) {
        recipes.learn(event);
    }
}
