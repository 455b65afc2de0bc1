package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Progress;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.experiment.CurvePoint;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it stands.
 *
 * @param facts what its service last said
 * @param progress how far the running point is, or null
 */
public record ExperimentEntry(
        ExperimentChanged facts, @Nullable Progress progress) {
    /** Points that have figures. */
    public long measured() {
        return facts.points().stream().filter(p -> p.figures() != null).count();
    }

    /** Points that have ended, whichever way. */
    public long ended() {
        return facts.points().stream().filter(p -> p.state().ended()).count();
    }

    /** {@code DONE} when every point has ended, {@code RUNNING} while one runs, else {@code WAITING}. */
    public String state() {
        if (ended() == facts.points().size()) {
            return "DONE";
        }
        boolean running = facts.points().stream().anyMatch(p -> p.state() == CurvePoint.State.RUNNING);
        return running ? "RUNNING" : "WAITING";
    }
}
