package dev.visor.contracts.policy;

import dev.visor.contracts.Names;
import java.util.List;
import java.util.Map;

/**
 * Another dataset that a variant is also looked at on, to see whether it holds elsewhere.
 *
 * @param dataset its name
 * @param classes its classes that are judged; empty for all
 * @param classMap model class → its class, for classes whose names differ
 */
public record SecondDataset(String dataset, List<String> classes, Map<String, String> classMap) {
    public SecondDataset {
        Names.require("dataset", dataset);
        classes = List.copyOf(classes);
        classMap = Map.copyOf(classMap);
    }
}
