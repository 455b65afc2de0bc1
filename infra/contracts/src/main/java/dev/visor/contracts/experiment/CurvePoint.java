package dev.visor.contracts.experiment;

import org.jspecify.annotations.Nullable;

/**
 * One value of a sweep.
 *
 * @param sweep label of the sweep
 * @param value what the option is set to, as JSON
 * @param state how far
 * @param reason why there are no figures, where it ended without; or null
 * @param figures what was measured, or null
 * @param seconds how long making and measuring took, or null
 */
public record CurvePoint(
        String sweep,
        String value,
        State state,
        @Nullable String reason,
        @Nullable CurveFigures figures,
        @Nullable Double seconds) {

    /** States of a point. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        /** Something broke. */
        FAILED,
        /** The passes refuse the model or leave it as it is. */
        SKIPPED,
        /** Taken back before it began. */
        CANCELLED;

        /** Whether it has ended. */
        public boolean ended() {
            return this != WAITING && this != RUNNING;
        }
    }
}
