package dev.visor.contracts.event;

import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.contracts.model.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment stands: it was accepted, a point of it began or ended, or what had not begun was taken back.
 *
 * @param experiment its id
 * @param revision counted up with each change; a lower one than seen is out of date
 * @param name for people
 * @param modelVersion the upload that is worked on
 * @param images labelled pictures that accuracy is measured on, none of which gates judge on
 * @param upload figures of the uploaded file, null until they are measured
 * @param sweeps the curves
 * @param points of all curves, in the order in which they are taken
 * @param createdAt when it was accepted
 * @param changedAt when it last changed
 */
public record ExperimentChanged(
        String experiment,
        long revision,
        String name,
        ModelVersion modelVersion,
        int images,
        @Nullable CurveFigures upload,
        List<CurveSweep> sweeps,
        List<CurvePoint> points,
        Instant createdAt,
        Instant changedAt)
        implements Event {
    public static final String TYPE = "dev.visor.experiment.changed.v1";
    public static final String TOPIC = Topics.EXPERIMENT_STATE;

    public ExperimentChanged {
        sweeps = List.copyOf(sweeps);
        points = List.copyOf(points);
    }

    @Override
    public String key() {
        return experiment;
    }
}
