package dev.visor.ingest.dashboard;

import dev.visor.contracts.Progress;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.event.ExperimentProgress;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.contracts.model.ModelVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Made-up experiments: three ways of choosing channels, each at seven goals. */
public final class Experiments {
    private static final List<String> SWEEPS = List.of("reconstruction", "sensitivity", "magnitude, no refit");
    private static final double[] LOSS = {0.6, 1.0, 3.5};
    private static final CurveFigures UPLOAD =
            new CurveFigures(0.512, 0.81, 1_015_000_000, 3_010_000, 12_200_000, 11_300_000, 1);

    private final String id;
    private final ModelVersion version;
    private final Instant at;

    public Experiments(String id, String model, Instant at) {
        this.id = id;
        this.version = new ModelVersion(model, 1);
        this.at = at;
    }

    /** After so many points, of which one was refused and one broke. */
    public ExperimentChanged after(int done) {
        List<CurvePoint> points = new ArrayList<>();
        for (int s = 0; s < SWEEPS.size(); s++) {
            for (int v = 0; v < 7; v++) {
                double goal = 0.95 - 0.1 * v;
                int index = points.size();
                String value = String.format(Locale.ROOT, "%.2f", goal);
                CurvePoint.State state = index < done
                        ? index == 6
                                ? CurvePoint.State.SKIPPED
                                : index == 20 ? CurvePoint.State.FAILED : CurvePoint.State.DONE
                        : index == done ? CurvePoint.State.RUNNING : CurvePoint.State.WAITING;
                String reason = switch (state) {
                    case SKIPPED -> "prune-channels: every group has its least channels already";
                    case FAILED -> Story.HOSTILE;
                    default -> null;
                };
                points.add(new CurvePoint(
                        SWEEPS.get(s),
                        value,
                        state,
                        reason,
                        state == CurvePoint.State.DONE ? figures(goal, LOSS[s]) : null,
                        state.ended() ? 61.5 : null));
            }
        }
        return new ExperimentChanged(
                id,
                2L * done + 1,
                "channels by goal",
                version,
                300,
                done == 0 ? null : UPLOAD,
                SWEEPS.stream()
                        .map(label -> new CurveSweep(
                                label,
                                List.of("\"fold-constants\"", "\"fuse-batch-norm\""),
                                "prune-channels",
                                Map.of("importance", "\"" + label + "\""),
                                "goal",
                                List.of()))
                        .toList(),
                points,
                at,
                at.plusSeconds(60L * done));
    }

    /** How far a running point is. */
    public ExperimentProgress progress(int done) {
        return new ExperimentProgress(
                id,
                version,
                new Progress(
                        "magnitude, no refit 0.75: accuracy (120 of 300 pictures)",
                        done,
                        21,
                        "points",
                        0.016,
                        62_000L * (21 - done)));
    }

    private static CurveFigures figures(double goal, double loss) {
        double lost = loss * Math.pow(1 - goal, 1.7) * 0.35;
        return new CurveFigures(
                Math.max(0.02, UPLOAD.ap() - lost + (goal > 0.9 ? 0.003 : 0)),
                Math.max(0.05, UPLOAD.ap50() - lost * 1.3),
                Math.round(UPLOAD.macs() * goal),
                Math.round(UPLOAD.parameters() * (goal * 0.9 + 0.05)),
                Math.round(UPLOAD.sizeBytes() * (goal * 0.9 + 0.05)),
                Math.round(UPLOAD.downloadBytes() * (goal * 0.9 + 0.05)),
                0.1 + goal * 0.88);
    }
}
