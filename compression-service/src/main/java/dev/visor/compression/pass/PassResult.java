package dev.visor.compression.pass;

import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pass did. Not applying is a result, not an error.
 *
 * @param changes how many rewrites were made; 0 means that the graph is as it was
 * @param figures figures by name, units in the names
 * @param notes what was left alone and why
 * @param ranges what was calibrated, a row a tensor; empty if nothing was
 * @param search what was tried to find which nodes stay in floating point; null if nothing was searched
 */
public record PassResult(
        int changes,
        Map<String, Double> figures,
        List<String> notes,
        List<ValueRange> ranges,
        @Nullable SearchReport search) {
    public PassResult {
        if (changes < 0) {
            throw new IllegalArgumentException("changes must be ≥ 0, was " + changes);
        }
        figures = Map.copyOf(new TreeMap<>(figures));
        notes = List.copyOf(notes);
        ranges = List.copyOf(ranges);
    }

    /** Nothing was calibrated and nothing searched. */
    public PassResult(int changes, Map<String, Double> figures, List<String> notes) {
        this(changes, figures, notes, List.of(), null);
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

    /** The same with a calibration report. */
    public PassResult withRanges(List<ValueRange> calibrated) {
        return new PassResult(changes, figures, notes, calibrated, search);
    }

    /** The same with a report of a search. */
    public PassResult withSearch(SearchReport searched) {
        return new PassResult(changes, figures, notes, ranges, searched);
    }
}
