package dev.visor.contracts.compression;

import java.util.List;

/**
 * How the fewest and cheapest nodes were found that must stay in floating point.
 *
 * @param goalDrop most AP that may be lost, 0 to 1
 * @param referenceAp AP of the model that nothing may be lost of, on the search's pictures
 * @param resultAp AP of what was chosen, on the same pictures
 * @param trials what was tried, in order
 * @param floatNodes what stays in floating point, and what each node costs
 */
public record SearchReport(
        double goalDrop, double referenceAp, double resultAp, List<Trial> trials, List<FloatNode> floatNodes) {
    public SearchReport {
        trials = List.copyOf(trials);
        floatNodes = List.copyOf(floatNodes);
    }

    /**
     * A candidate.
     *
     * @param added nodes that it has in floating point and the one before had not
     * @param removed nodes that it has no longer in floating point
     * @param ap its AP, 0 to 1
     * @param predictedMillis time of one picture as the measured nodes add up to
     * @param cached whether the answer was there from before
     */
    public record Trial(List<String> added, List<String> removed, double ap, double predictedMillis, boolean cached) {
        public Trial {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /**
     * A node that stays in floating point.
     *
     * @param name the node's
     * @param opType its operator
     * @param harm how far integers in this node alone move the float model's detections: mean change of score and overlap,
     *     0 for none; it orders nodes and is no AP
     * @param millisLost time of one picture that it costs
     * @param reason in words
     */
    public record FloatNode(String name, String opType, double harm, double millisLost, String reason) {}
}
