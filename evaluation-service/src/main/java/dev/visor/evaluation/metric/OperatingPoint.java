package dev.visor.evaluation.metric;

/**
 * What a detector of one class does when it reports everything from a score on; right and wrong at IoU 0.5 by COCO's
 * greedy matching.
 *
 * @param threshold the score
 * @param right demanded labels that are found
 * @param wrong reported detections that found none
 * @param missed demanded labels that aren't found
 * @param precision share of the reported that is right, 0 to 1, or −1 where nothing is reported
 * @param recall share of the demanded that is found, 0 to 1, or −1 where nothing is demanded
 * @param f1 their harmonic mean, 0 to 1, or −1 where nothing is demanded
 */
public record OperatingPoint(
        double threshold, int right, int wrong, int missed, double precision, double recall, double f1) {
    /** Of counts. */
    static OperatingPoint of(double threshold, int right, int wrong, int demanded) {
        return new OperatingPoint(
                threshold,
                right,
                wrong,
                demanded - right,
                Share.of(right, right + wrong),
                Share.of(right, demanded),
                demanded == 0 ? Share.NONE : 2.0 * right / (right + wrong + demanded));
    }
}
