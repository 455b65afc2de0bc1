package dev.visor.ingest.dashboard.document;

import java.util.List;

/** How far scores can be trusted; {@code leastScore} is the least that takes part. */
public record Calibration(double leastScore, Reliability overall) {
    /** D-ECE, and bins by rising score. */
    public record Reliability(double dEce, int detections, List<Bin> bins) {}

    /** Detections of similar scores; −1 where there are none. */
    public record Bin(int detections, double meanScore, double precision) {}
}
