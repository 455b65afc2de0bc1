package dev.visor.evaluation.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured on other pictures than the judged ones: corrupted ones, or those of a second dataset.
 *
 * @param summary the figures
 * @param labels labelled boxes of each class judged there that they rest on, in order of the classes
 */
public record Elsewhere<T>(T summary, Map<String, Integer> labels) {
    public Elsewhere {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
