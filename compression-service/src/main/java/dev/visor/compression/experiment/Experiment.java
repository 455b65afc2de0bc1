package dev.visor.compression.experiment;

import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.contracts.model.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it stands; fields as in {@link ExperimentChanged}.
 *
 * @param points in the order in which they are taken: a point's position is its index
 */
record Experiment(
        String id,
        long revision,
        String name,
        ModelVersion version,
        int images,
        @Nullable CurveFigures upload,
        List<CurveSweep> sweeps,
        List<CurvePoint> points,
        Instant createdAt,
        Instant changedAt) {
    ExperimentChanged event() {
        return new ExperimentChanged(id, revision, name, version, images, upload, sweeps, points, createdAt, changedAt);
    }

    /** Points that have ended, whichever way. */
    int ended() {
        return (int) points.stream().filter(p -> p.state().ended()).count();
    }

    /** Mean seconds of a measured point; 0 before one was. */
    double secondsPerPoint() {
        return points.stream()
                .filter(p -> p.figures() != null && p.seconds() != null)
                .mapToDouble(p -> p.seconds() == null ? 0 : p.seconds())
                .average()
                .orElse(0);
    }

    /** {@code DONE} when every point has ended, {@code RUNNING} while one runs, else {@code WAITING}. */
    String state() {
        if (ended() == points.size()) {
            return "DONE";
        }
        return points.stream().anyMatch(p -> p.state() == CurvePoint.State.RUNNING) ? "RUNNING" : "WAITING";
    }
}
