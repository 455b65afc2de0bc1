package dev.visor.contracts.compression;

import java.util.List;
import java.util.Map;

/**
 * What making a variant did.
 *
 * @param sizeBytes size of the file
 * @param parameters stored weights, counted in elements
 * @param macs multiply–accumulate operations for one picture; 0 if shapes could not be found
 * @param passes what each pass did, in order; empty for the baseline
 * @param outputs how each output differs from the parent's on calibration pictures; empty for the baseline
 */
public record CompressionReport(
        long sizeBytes, long parameters, long macs, List<PassReport> passes, List<OutputDifference> outputs) {
    public CompressionReport {
        passes = List.copyOf(passes);
        outputs = List.copyOf(outputs);
    }

    /**
     * What one pass did.
     *
     * @param pass its id
     * @param changes how many rewrites it made; 0 means that it left the graph alone
     * @param millis how long it took
     * @param figures further figures by name, with units in the names
     * @param notes what it left alone and why
     */
    public record PassReport(String pass, int changes, long millis, Map<String, Double> figures, List<String> notes) {
        public PassReport {
            figures = Map.copyOf(figures);
            notes = List.copyOf(notes);
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
}
