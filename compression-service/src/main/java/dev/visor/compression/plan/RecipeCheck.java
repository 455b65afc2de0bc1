package dev.visor.compression.plan;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Property;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a recipe through without a graph: what each pass needs must be established by one before it, and what it refuses
 * must not.
 */
final class RecipeCheck {
    private RecipeCheck() {}

    /** Everything that is wrong, one sentence each. */
    static List<String> problems(String recipe, List<GraphPass> passes) {
        List<String> problems = new ArrayList<>();
        Map<Property, String> holds = new EnumMap<>(Property.class);
        for (GraphPass pass : passes) {
            String id = PassCatalog.idOf(pass);
            pass.needs().stream()
                    .filter(p -> !holds.containsKey(p))
                    .sorted()
                    .forEach(missing -> problems.add("%s needs %s, which no pass before it establishes in recipe '%s'"
                            .formatted(id, missing, recipe)));
            pass.refuses().stream()
                    .filter(holds::containsKey)
                    .sorted()
                    .forEach(late ->
                            problems.add("%s must not follow %s, which establishes %s, in recipe '%s'; put %s before it"
                                    .formatted(id, holds.get(late), late, recipe, id)));
            pass.establishes().forEach(p -> holds.putIfAbsent(p, id));
        }
        return problems;
    }
}
