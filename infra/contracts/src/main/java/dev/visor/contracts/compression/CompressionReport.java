package dev.visor.contracts.compression;

import dev.visor.contracts.Artifact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What making a variant did. What is long, a row a node or a tensor, is not here but in an artefact.
 *
 * @param sizeBytes size of the file
 * @param parameters stored weights, counted in elements
 * @param macs multiply–accumulate operations for one picture; 0 if shapes could not be found
 * @param passes what each pass did, in order; empty for the baseline
 * @param outputs how each output differs from the parent's on calibration pictures; empty for the baseline
 * @param download what a node has to fetch; null if it was not found out
 * @param precision how many bits it computes with; null if it was not found out
 * @param time where its time goes; null if it was not measured
 * @param search how the nodes that stay in floating point were chosen; null if nothing was searched
 * @param provenance what it was made of; null if that was not recorded
 * @param details a {@link ReportDetails} as JSON in the artefact store: rows by node and by tensor; null without
 */
public record CompressionReport(
        long sizeBytes,
        long parameters,
        long macs,
        List<PassReport> passes,
        List<OutputDifference> outputs,
        @Nullable Download download,
        @Nullable Precision precision,
        @Nullable TimeShare time,
        @Nullable SearchReport search,
        @Nullable Provenance provenance,
        @Nullable Artifact details) {
    public CompressionReport {
        passes = List.copyOf(passes);
        outputs = List.copyOf(outputs);
    }

    /** With what is always known. */
    public CompressionReport(
            long sizeBytes, long parameters, long macs, List<PassReport> passes, List<OutputDifference> outputs) {
        this(sizeBytes, parameters, macs, passes, outputs, null, null, null, null, null, null);
    }

    /** The same with its details in the artefact store. */
    public CompressionReport withDetails(Artifact artifact) {
        return new CompressionReport(
                sizeBytes, parameters, macs, passes, outputs, download, precision, time, search, provenance, artifact);
    }

    /**
     * What one pass did.
     *
     * @param pass its id
     * @param changes how many rewrites it made; 0 means that it left the graph alone or was skipped
     * @param millis how long it took
     * @param figures further figures by name, with units in the names; of a step with conditions also what was measured
     *     for them
     * @param notes what it left alone and why
     * @param sqnrDecibels signal to noise of the outputs after this pass against the upload's, the least of all outputs,
     *     on a few calibration pictures; 999 for equal outputs; null if it changed nothing or was not compared
     * @param options all its options, as JSON by name; null if they were not recorded
     * @param skipped why the graph is as it was before this step, with figures and limits: a condition of the step was
     *     not met, or it could not run; null if what the pass did was kept
     */
    public record PassReport(
            String pass,
            int changes,
            long millis,
            Map<String, Double> figures,
            List<String> notes,
            @Nullable Double sqnrDecibels,
            @Nullable Map<String, String> options,
            @Nullable String skipped) {
        public PassReport {
            figures = Map.copyOf(figures);
            notes = List.copyOf(notes);
            options = options == null ? null : Map.copyOf(options);
        }

        /** Kept, not compared with the upload, options not recorded. */
        public PassReport(String pass, int changes, long millis, Map<String, Double> figures, List<String> notes) {
            this(pass, changes, millis, figures, notes, null, null, null);
        }
    }

    /**
     * Distance of an output from the parent's.
     *
     * @param output name of the graph output
     * @param sqnrDecibels 20·log10(|x| / |x − y|); 999 for equal outputs
     * @param parentScores how many best scores of the parent lie in each tenth from 0 to 1
     * @param scores the same of the variant
     */
    public record OutputDifference(String output, double sqnrDecibels, List<Long> parentScores, List<Long> scores) {
        public OutputDifference {
            parentScores = List.copyOf(parentScores);
            scores = List.copyOf(scores);
        }
    }

    /**
     * The file as it travels.
     *
     * @param bytes compressed size
     * @param codec how, for example {@code zstd}
     * @param level of the codec
     */
    public record Download(long bytes, String codec, int level) {}

    /**
     * How many bits a variant computes with.
     *
     * @param learntNodes nodes with learnt weights
     * @param integerNodes those of them that read integers as weights and as activations
     * @param meanWeightBits bits of a stored weight, mean over all weights of learnt nodes
     * @param integerMacShare share of the multiply–accumulates that integer nodes do, 0 to 1
     */
    public record Precision(int learntNodes, int integerNodes, double meanWeightBits, double integerMacShare) {}

    /**
     * Where the time of one picture goes, as ONNX Runtime's profile has it.
     *
     * @param totalMicros sum of all kernels' median times, one thread
     * @param integer share of kernels that compute in integers, 0 to 1
     * @param floating share of kernels that compute in floating point
     * @param conversion share of kernels that only convert between both
     */
    public record TimeShare(double totalMicros, double integer, double floating, double conversion) {}
}
