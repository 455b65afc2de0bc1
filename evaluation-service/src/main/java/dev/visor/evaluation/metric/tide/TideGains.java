package dev.visor.evaluation.metric.tide;

/**
 * How much AP would rise (0 to 1) if errors of one kind alone were corrected. They don't add up to what is missing: one
 * correction leaves errors that hide behind another.
 *
 * @param cls wrong classes put right
 * @param loc boxes put in place
 * @param both detections removed that are wrong in class and place
 * @param dupe second detections removed
 * @param bkg detections of nothing removed
 * @param miss labels removed that nothing comes near
 * @param falsePositives every wrong detection below every right one
 * @param falseNegatives every label without a detection removed
 */
public record TideGains(
        double cls,
        double loc,
        double both,
        double dupe,
        double bkg,
        double miss,
        double falsePositives,
        double falseNegatives) {
    /** These less the parent's: what the errors cost more than there, or less. */
    public TideGains minus(TideGains parent) {
        return new TideGains(
                cls - parent.cls,
                loc - parent.loc,
                both - parent.both,
                dupe - parent.dupe,
                bkg - parent.bkg,
                miss - parent.miss,
                falsePositives - parent.falsePositives,
                falseNegatives - parent.falseNegatives);
    }
}
