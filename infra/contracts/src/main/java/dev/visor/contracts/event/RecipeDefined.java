package dev.visor.contracts.event;

import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a recipe stands: it was defined, changed, or deleted. The newest event of a name holds for later uploads.
 *
 * @param name what variants made by it are called
 * @param version 1 for the first text of this name, then counted up; a lower one than seen is out of date
 * @param description one sentence for people
 * @param digest of what it does: of its passes and all their options
 * @param builtIn whether Visor brings it
 * @param standard whether an upload that names no recipes gets it
 * @param deleted whether later uploads can't name it any more
 * @param text its YAML
 * @param passes in order
 * @param definedAt when
 */
public record RecipeDefined(
        String name,
        int version,
        String description,
        Sha256 digest,
        boolean builtIn,
        boolean standard,
        boolean deleted,
        String text,
        List<Step> passes,
        Instant definedAt)
        implements Event {
    public static final String TYPE = "dev.visor.recipe.defined.v1";
    public static final String TOPIC = Topics.RECIPE_STATE;

    public RecipeDefined {
        passes = List.copyOf(passes);
    }

    @Override
    public String key() {
        return name;
    }

    /**
     * A pass of a recipe.
     *
     * @param pass its id
     * @param options all of them, defaults too, as JSON
     * @param accept limits by condition under which what it did is kept; null if it is always kept
     */
    public record Step(
            String pass,
            Map<String, String> options,
            @Nullable Map<String, Double> accept) {
        public Step {
            options = Map.copyOf(options);
            accept = accept == null ? null : Map.copyOf(accept);
        }
    }
}
