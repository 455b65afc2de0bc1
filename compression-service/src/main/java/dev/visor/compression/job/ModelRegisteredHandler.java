package dev.visor.compression.job;

import dev.visor.compression.plan.Recipe;
import dev.visor.compression.plan.RecipeCatalog;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Plans the variants of a new upload: one job and one task each, the baseline first. */
@Component
class ModelRegisteredHandler implements EventHandler<ModelRegistered> {
    private final RecipeCatalog recipes;
    private final JobTable jobs;
    private final WorkQueue queue;
    private final EventPublisher events;
    private final Clock clock;

    ModelRegisteredHandler(RecipeCatalog recipes, JobTable jobs, WorkQueue queue, EventPublisher events, Clock clock) {
        this.recipes = recipes;
        this.jobs = jobs;
        this.queue = queue;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Class<ModelRegistered> type() {
        return ModelRegistered.class;
    }

    @Override
    public void handle(ModelRegistered event, EventContext context) {
        Instant now = clock.instant();
        List<Recipe> planned = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (event.recipes().isEmpty()) {
            planned.addAll(recipes.all());
        } else {
            recipes.find(VariantId.BASELINE).ifPresent(planned::add);
            for (String name : event.recipes().stream().distinct().toList()) {
                if (!name.equals(VariantId.BASELINE)) {
                    recipes.find(name).ifPresentOrElse(planned::add, () -> unknown.add(name));
                }
            }
        }
        List<VariantId> variants = new ArrayList<>();
        planned.forEach(recipe -> variants.add(new VariantId(event.modelVersion(), recipe.name())));
        unknown.forEach(name -> variants.add(new VariantId(event.modelVersion(), name)));
        events.publish(new CompressionPlanned(event.modelVersion(), variants, now));
        for (Recipe recipe : planned) {
            VariantId variant = new VariantId(event.modelVersion(), recipe.name());
            jobs.plan(variant, event.artifact(), event.manifest(), event.datasetDigest(), recipe.digest(), now);
            queue.submit(CompressionTask.KIND, variant.toString(), new CompressionTask(variant));
        }
        List<String> known = recipes.all().stream().map(Recipe::name).toList();
        for (String name : unknown) {
            events.publish(new CompressionFailed(
                    new VariantId(event.modelVersion(), name),
                    ErrorCode.INVALID_RECIPE,
                    "there is no recipe '%s'; there are %s".formatted(name, known),
                    now));
        }
    }
}
