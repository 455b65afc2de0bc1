package dev.visor.compression.pass;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.compression.trial.TrialBench;
import dev.visor.onnx.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * What a pass may use beside the graph.
 *
 * @param calibration inputs that ranges are learnt from; null if there are none
 * @param reference the graph as it was before the first pass that quantises, to compare with and to take floats back
 *     from, not to be changed; its nodes' and values' names live on in the quantised graph; null before that pass
 * @param bench tells what a candidate is worth; null if there are no labelled pictures for it
 * @param latency tells what single layers take on this machine; null if nothing may be measured
 * @param seed seeds whatever is random
 * @param listener is told how far a long pass is
 */
public record PassContext(
        @Nullable CalibrationSet calibration,
        @Nullable Graph reference,
        @Nullable TrialBench bench,
        @Nullable LayerLatency latency,
        long seed,
        ProgressListener listener) {
    /** No calibration inputs, no bench, no latencies, seed 0, nobody listens. */
    public static PassContext bare() {
        return new PassContext(null, null, null, null, 0, ProgressListener.SILENT);
    }

    /** These calibration inputs, no bench, no latencies, seed 0, nobody listens. */
    public static PassContext calibratedOn(CalibrationSet calibration) {
        return new PassContext(calibration, null, null, null, 0, ProgressListener.SILENT);
    }

    /** The same with this reference. */
    public PassContext withReference(Graph graph) {
        return new PassContext(calibration, graph, bench, latency, seed, listener);
    }

    /** The same with this bench. */
    public PassContext withBench(TrialBench trials) {
        return new PassContext(calibration, reference, trials, latency, seed, listener);
    }

    /** The same with these latencies. */
    public PassContext withLatency(LayerLatency measured) {
        return new PassContext(calibration, reference, bench, measured, seed, listener);
    }
}
