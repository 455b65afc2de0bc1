package dev.visor.compression.plan;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Plays a recipe through without a graph: what each pass needs must be established by one before it. */
final class RecipeCheck {
    private RecipeCheck() {}

    /** Everything that is wrong, one sentence each. */
    static List<String> problems(String recipe, List<GraphPass> passes) {
        List<String> problems = new ArrayList<>();
        Set<Property> holds = EnumSet.noneOf(Property.class);
        for (GraphPass pass : passes) {
            String id = PassCatalog.idOf(pass);
            pass.needs().stream()
                    .filter(p -> !holds.contains(p))
                    .sorted()
                    .forEach(missing -> problems.add("%s needs %s, which no pass before it establishes in recipe '%s'"
                            .formatted(id, missing, recipe)));
            if (holds.contains(Property.QUANTIZED) && pass.establishes().contains(Property.FUSED_BATCH_NORM)) {
                problems.add("%s changes weights after they were quantised in recipe '%s'".formatted(id, recipe));
            }
            holds.addAll(pass.establishes());
        }
        return problems;
    }
}
