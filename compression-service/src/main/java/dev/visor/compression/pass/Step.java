package dev.visor.compression.pass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass in its place in a recipe.
 *
 * @param pass what it runs
 * @param accept when what it did is kept; null if always
 */
public record Step(GraphPass pass, @Nullable Acceptance accept) {
    /** Keeps what the pass does. */
    public static Step always(GraphPass pass) {
        return new Step(pass, null);
    }

    /** The same for each of these. */
    public static List<Step> always(List<GraphPass> passes) {
        return passes.stream().map(Step::always).toList();
    }
}
