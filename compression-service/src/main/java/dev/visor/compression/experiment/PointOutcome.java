package dev.visor.compression.experiment;

import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import org.jspecify.annotations.Nullable;

/** How a point ended. */
sealed interface PointOutcome {
    /** It has figures. */
    record Measured(CurveFigures figures) implements PointOutcome {}

    /** The passes refuse the model or leave it as it is. */
    record Skipped(String reason) implements PointOutcome {}

    /** Something broke. */
    record Failed(String reason) implements PointOutcome {}

    /** The state that it ends in. */
    default CurvePoint.State state() {
        return switch (this) {
            case Measured m -> CurvePoint.State.DONE;
            case Skipped s -> CurvePoint.State.SKIPPED;
            case Failed f -> CurvePoint.State.FAILED;
        };
    }

    /** Why there are no figures; bounded, since it goes into events. */
    default @Nullable String reason() {
        return switch (this) {
            case Measured m -> null;
            case Skipped s -> cut(s.reason());
            case Failed f -> cut(f.reason());
        };
    }

    default @Nullable CurveFigures figures() {
        return this instanceof Measured measured ? measured.figures() : null;
    }

    private static String cut(String words) {
        return words.length() <= 500 ? words : words.substring(0, 500) + "…";
    }
}
