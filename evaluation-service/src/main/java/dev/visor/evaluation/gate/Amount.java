package dev.visor.evaluation.gate;

import dev.visor.contracts.policy.Metric;

/** How figures of a metric are written in reasons. */
record Amount(Metric metric) {
    String of(double value) {
        return switch (metric.unit()) {
            case FRACTION, PER_PICTURE -> Limit.figure(value) + metric.unit().suffix();
            case MILLIS -> Limit.format("%.2f", value) + metric.unit().suffix();
            case BYTES -> Limit.format("%,.0f", value) + metric.unit().suffix();
        };
    }

    String named(Scope scope) {
        return metric.word()
                + (scope.className() == null ? "" : " of " + scope.className())
                + (scope.slice() == null ? "" : " where " + scope.slice());
    }
}
