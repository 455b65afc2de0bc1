package dev.visor.compression.pass;

import dev.visor.compression.calibration.CalibrationSet;
import org.jspecify.annotations.Nullable;

/**
 * What a pass may use beside the graph.
 *
 * @param calibration inputs that ranges are learnt from; null if there are none
 * @param seed seeds whatever is random
 * @param listener is told how far a long pass is
 */
public record PassContext(@Nullable CalibrationSet calibration, long seed, ProgressListener listener) {
    /** No calibration inputs, seed 0, nobody listens. */
    public static PassContext bare() {
        return new PassContext(null, 0, ProgressListener.SILENT);
    }

    /** These calibration inputs, seed 0, nobody listens. */
    public static PassContext calibratedOn(CalibrationSet calibration) {
        return new PassContext(calibration, 0, ProgressListener.SILENT);
    }
}
