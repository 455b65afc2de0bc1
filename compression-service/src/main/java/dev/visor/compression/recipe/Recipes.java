package dev.visor.compression.recipe;

import dev.visor.compression.pass.Acceptance;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Step;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.plan.RecipeCatalog;
import dev.visor.compression.plan.RecipeReader;
import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.RecipeDefined;
import dev.visor.platform.messaging.EventPublisher;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Every recipe that was ever defined; the newest version of a name holds for later uploads. A job names the version that
 * it follows, so a change is seen by the next upload and by no job that is planned already. Any number of processes may
 * read and write.
 */
@Service
public class Recipes implements SmartInitializingSingleton {
    private final RecipeCatalog builtIn;
    private final RecipeReader reader;
    private final RecipeTable table;
    private final EventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    Recipes(
            RecipeCatalog builtIn,
            RecipeReader reader,
            RecipeTable table,
            EventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.builtIn = builtIn;
        this.reader = reader;
        this.table = table;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What this version of Visor brings is written where all others are; what it brings no longer is deleted. */
    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(status -> {
            table.lock();
            for (Recipe recipe : builtIn.all()) {
                Optional<RecipeVersion> held = table.newest(recipe.name());
                if (held.filter(h -> !h.deleted() && h.builtIn()).map(RecipeVersion::text).stream()
                        .noneMatch(recipe.text()::equals)) {
                    append(recipe, held, true);
                }
            }
            table.current().stream()
                    .filter(held -> held.builtIn() && builtIn.find(held.name()).isEmpty())
                    .forEach(this::remove);
        });
    }

    /** Whether this made a version; the same text again makes none. */
    record Put(RecipeVersion recipe, boolean created) {}

    Put put(String name, String text) {
        Recipe recipe = reader.read(text);
        if (!recipe.name().equals(name)) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE,
                    "the text is of recipe '%s' but the address says '%s'; they must be the same"
                            .formatted(recipe.name(), name));
        }
        if (recipe.standard()) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE,
                    "only recipes that Visor brings are made by default; leave 'default' out and name '%s' at the upload"
                            .formatted(name));
        }
        return transactions.execute(status -> {
            table.lock();
            Optional<RecipeVersion> held = table.newest(name);
            held.ifPresent(Recipes::refuseBuiltIn);
            if (held.isPresent() && !held.get().deleted() && held.get().text().equals(text)) {
                return new Put(held.get(), false);
            }
            return new Put(append(recipe, held, false), true);
        });
    }

    void delete(String name) {
        transactions.executeWithoutResult(status -> {
            table.lock();
            RecipeVersion held = current(name);
            refuseBuiltIn(held);
            remove(held);
        });
    }

    /** The version that holds under this name; {@code NOT_FOUND} with the names there are. */
    public RecipeVersion current(String name) {
        Names.require("recipe", name);
        return table.newest(name).filter(held -> !held.deleted()).orElseThrow(() -> unknown(name));
    }

    /** Every recipe that holds, the baseline first. */
    public List<RecipeVersion> all() {
        return table.current();
    }

    /**
     * One version of a name, deleted or not.
     *
     * @throws VisorException {@code NOT_FOUND}
     */
    public RecipeVersion version(String name, int version) {
        return table.find(name, version)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND, "recipe '%s' has no version %d".formatted(name, version)));
    }

    /**
     * What a text says.
     *
     * @throws VisorException {@code INVALID_RECIPE} if it names passes or options that this version of Visor has not
     */
    public Recipe read(RecipeVersion recipe) {
        return reader.read(recipe.text());
    }

    private VisorException unknown(String name) {
        return new VisorException(
                ErrorCode.NOT_FOUND,
                "there is no recipe '%s'; there are %s. PUT /api/v1/recipes/%s defines it"
                        .formatted(name, all().stream().map(RecipeVersion::name).toList(), name));
    }

    private static void refuseBuiltIn(RecipeVersion held) {
        if (held.builtIn() && !held.deleted()) {
            throw new VisorException(
                    ErrorCode.CONFLICT,
                    "recipe '%s' comes with Visor and stays as it is; give yours another name".formatted(held.name()));
        }
    }

    private RecipeVersion append(Recipe recipe, Optional<RecipeVersion> before, boolean comesWithVisor) {
        RecipeVersion version = new RecipeVersion(
                recipe.name(),
                before.map(RecipeVersion::version).orElse(0) + 1,
                recipe.text(),
                recipe.digest(),
                comesWithVisor,
                false,
                clock.instant());
        table.append(version);
        events.publish(event(version, recipe.description(), recipe.standard(), steps(recipe), false));
        return version;
    }

    private void remove(RecipeVersion held) {
        table.delete(held.name(), held.version(), clock.instant());
        events.publish(event(held, "", false, List.of(), true));
    }

    private static List<RecipeDefined.Step> steps(Recipe recipe) {
        return recipe.steps().stream().map(Recipes::step).toList();
    }

    private static RecipeDefined.Step step(Step step) {
        Acceptance accept = step.accept();
        return new RecipeDefined.Step(
                PassCatalog.idOf(step.pass()),
                PassCatalog.optionWordsOf(step.pass()),
                accept == null ? null : accept.words());
    }

    private static RecipeDefined event(
            RecipeVersion recipe, String words, boolean standard, List<RecipeDefined.Step> steps, boolean deleted) {
        return new RecipeDefined(
                recipe.name(),
                recipe.version(),
                words,
                recipe.digest(),
                recipe.builtIn(),
                standard,
                deleted,
                recipe.text(),
                steps,
                recipe.definedAt());
    }
}
