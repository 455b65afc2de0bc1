package dev.visor.compression.pass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pass did. Not applying is a result, not an error.
 *
 * @param changes how many rewrites were made; 0 means that the graph is as it was
 * @param figures figures by name, units in the names
 * @param notes what was left alone and why
 */
public record PassResult(int changes, Map<String, Double> figures, List<String> notes) {
    public PassResult {
        if (changes < 0) {
            throw new IllegalArgumentException("changes must be ≥ 0, was " + changes);
        }
        figures = Map.copyOf(new TreeMap<>(figures));
        notes = List.copyOf(notes);
    }

    /** So many rewrites, nothing more to say. */
    public static PassResult of(int changes) {
        return new PassResult(changes, Map.of(), List.of());
    }

    /** So many rewrites, and what was left alone. */
    public static PassResult of(int changes, List<String> notes) {
        return new PassResult(changes, Map.of(), notes);
    }

    /** Nothing was changed, for this reason. */
    public static PassResult leftAlone(String reason) {
        return new PassResult(0, Map.of(), List.of(reason));
    }
}
