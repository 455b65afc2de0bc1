package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.Metrics;
import java.util.List;

/** Measured figures for tests; every accuracy figure is the same. */
final class Figures {
    private Figures() {}

    static Measured accuracy(double value, int... instances) {
        List<ClassFigures> classes = new java.util.ArrayList<>();
        for (int i = 0; i < instances.length; i++) {
            classes.add(new ClassFigures("class-" + i, instances[i], value, value, value, value));
        }
        return new Measured(new Metrics(value, value, value, value, 10, 12, 1, 1000, 1000), classes, 50);
    }

    static Measured latency(double ratio, int rounds) {
        return new Measured(new Metrics(0.5, 0.5, 0.5, 0.5, 10, 12, ratio, 1000, 1000), List.of(), rounds);
    }

    static Measured size(long bytes) {
        return new Measured(new Metrics(0.5, 0.5, 0.5, 0.5, 10, 12, 1, 1000, bytes), List.of(), 50);
    }
}
