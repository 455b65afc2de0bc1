package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Progress;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.experiment.CurvePoint;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it stands.
 *
 * @param is what its service last said
 * @param progress how far the running point is, or null
 */
public record ExperimentEntry(
        ExperimentChanged is, @Nullable Progress progress) {
    /** Points in this state. */
    public long count(CurvePoint.State state) {
        return is.points().stream().filter(p -> p.state() == state).count();
    }

    /** Points that have ended, whichever way. */
    public long ended() {
        return is.points().stream().filter(p -> p.state().ended()).count();
    }

    /** {@code DONE} when every point has ended, {@code RUNNING} while one runs, else {@code WAITING}. */
    public String state() {
        if (ended() == is.points().size()) {
            return "DONE";
        }
        return count(CurvePoint.State.RUNNING) > 0 ? "RUNNING" : "WAITING";
    }
}
