package dev.visor.contracts.experiment;

import java.util.List;
import java.util.Map;

/**
 * An option of a pass that runs through values while everything else stays.
 *
 * @param label what its curve is called, unique in the experiment
 * @param before passes that run first, each as JSON of a recipe's step
 * @param pass the pass whose option is varied
 * @param options its other options as they were given, as JSON
 * @param vary the option
 * @param after passes that run last, each as JSON of a recipe's step
 */
public record CurveSweep(
        String label, List<String> before, String pass, Map<String, String> options, String vary, List<String> after) {
    public CurveSweep {
        before = List.copyOf(before);
        options = Map.copyOf(options);
        after = List.copyOf(after);
    }
}
