package dev.visor.onnx.probe;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.TensorValue;
import java.util.List;
import java.util.Map;

/** What became of a model in the child process. */
public sealed interface ProbeReport {
    /**
     * It loaded and ran.
     *
     * @param inputs as the runtime declares them
     * @param outputs as they came out of the runs
     * @param metadata {@code metadata_props}; untrusted text
     * @param loadMillis time to load
     * @param runMillis fastest run, on one thread
     * @param peakMemoryBytes most resident memory of the child; −1 where the system doesn't tell
     * @param idleMemoryBytes resident memory before loading, to be subtracted; −1 where the system doesn't tell
     */
    record Survived(
            List<ValueInfo> inputs,
            List<Output> outputs,
            Map<String, String> metadata,
            long loadMillis,
            double runMillis,
            long peakMemoryBytes,
            long idleMemoryBytes)
            implements ProbeReport {}

    /**
     * It didn't.
     *
     * @param reason the rule's words with the figures of this case, fit for the uploader
     */
    record Died(ProbeRule rule, String reason) implements ProbeReport {
        public String ruleId() {
            return rule.id();
        }
    }

    /**
     * One output over all runs that gave finite numbers.
     *
     * @param shape of the last run
     * @param features the ranges along the shorter of the last two axes, which tell a box's coordinates from scores and
     *     from indices; empty if there are fewer than two axes, or over 1100 features
     */
    record Output(
            String name,
            ElementType type,
            Shape shape,
            double min,
            double max,
            double mean,
            List<FeatureRange> features) {
        public Output {
            features = List.copyOf(features);
        }

        /** Of a single run. */
        public static Output of(String name, TensorValue value) {
            OutputRange range = new OutputRange(name);
            range.add(value);
            return range.summary();
        }
    }

    default boolean survived() {
        return this instanceof Survived;
    }
}
