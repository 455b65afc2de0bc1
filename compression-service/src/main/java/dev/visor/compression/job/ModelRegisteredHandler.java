package dev.visor.compression.job;

import dev.visor.compression.plan.Recipe;
import dev.visor.compression.recipe.RecipeVersion;
import dev.visor.compression.recipe.Recipes;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Plans the variants of a new upload: one job and one task each, the baseline first. */
@Component
class ModelRegisteredHandler implements EventHandler<ModelRegistered> {
    private final Recipes recipes;
    private final JobTable jobs;
    private final WorkQueue queue;
    private final EventPublisher events;
    private final Clock clock;

    ModelRegisteredHandler(Recipes recipes, JobTable jobs, WorkQueue queue, EventPublisher events, Clock clock) {
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
        Map<String, RecipeVersion> known = new LinkedHashMap<>();
        recipes.all().forEach(recipe -> known.put(recipe.name(), recipe));
        Map<String, String> refused = new LinkedHashMap<>();
        List<Planned> planned = plan(event, known, refused);
        List<VariantId> variants = new ArrayList<>();
        planned.forEach(
                p -> variants.add(new VariantId(event.modelVersion(), p.recipe().name())));
        refused.keySet().forEach(name -> variants.add(new VariantId(event.modelVersion(), name)));
        events.publish(new CompressionPlanned(event.modelVersion(), variants, now));
        for (Planned p : planned) {
            VariantId variant = new VariantId(event.modelVersion(), p.recipe().name());
            jobs.plan(
                    variant,
                    event.artifact(),
                    event.manifest(),
                    event.datasetDigest(),
                    event.policy(),
                    p.version(),
                    p.recipe().digest(),
                    now);
            queue.submit(CompressionTask.KIND, variant.toString(), new CompressionTask(variant));
        }
        refused.forEach((name, reason) -> events.publish(new CompressionFailed(
                new VariantId(event.modelVersion(), name), ErrorCode.INVALID_RECIPE, reason, now)));
    }

    /** A recipe as it stands now: the job follows this version, whatever becomes of the recipe. */
    private record Planned(Recipe recipe, int version) {}

    /** The baseline and what the upload names, or what is made by default. */
    private List<Planned> plan(ModelRegistered event, Map<String, RecipeVersion> known, Map<String, String> refused) {
        boolean byDefault = event.recipes().isEmpty();
        Set<String> names = new LinkedHashSet<>(List.of(VariantId.BASELINE));
        names.addAll(byDefault ? known.keySet() : event.recipes());
        List<Planned> planned = new ArrayList<>();
        for (String name : names) {
            RecipeVersion version = known.get(name);
            if (version == null) {
                refused.put(name, "there is no recipe '%s'; there are %s".formatted(name, known.keySet()));
                continue;
            }
            try {
                Recipe recipe = recipes.read(version);
                if (!byDefault || recipe.standard() || name.equals(VariantId.BASELINE)) {
                    planned.add(new Planned(recipe, version.version()));
                }
            } catch (VisorException e) {
                if (!byDefault) {
                    refused.put(name, e.detail());
                }
            }
        }
        return planned;
    }
}
