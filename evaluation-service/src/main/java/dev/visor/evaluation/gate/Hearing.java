package dev.visor.evaluation.gate;

import dev.visor.contracts.policy.Against;

/**
 * All that a verdict is based on.
 *
 * @param variant the judged one
 * @param baseline the uploaded file
 * @param champion what the target serves
 */
public record Hearing(Figures variant, Reference baseline, Reference champion) {
    /** A variant against its uploaded file alone. */
    public static Hearing of(Figures variant, Figures baseline) {
        return new Hearing(variant, new Reference.Known(baseline), Reference.None.YET);
    }

    Reference against(Against whom) {
        return switch (whom) {
            case BASELINE -> baseline;
            case CHAMPION -> champion;
        };
    }
}
