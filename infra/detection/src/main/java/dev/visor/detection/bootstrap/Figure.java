package dev.visor.detection.bootstrap;

import dev.visor.detection.accuracy.CocoGrid;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A figure by COCO's rules that is resampled; each from 0 to 1. */
public enum Figure {
    AP(0, 0, CocoGrid.IOUS),
    AP50(0, 0, 1),
    AP75(0, 5, 6),
    AP_SMALL(1, 0, CocoGrid.IOUS),
    AP_MEDIUM(2, 0, CocoGrid.IOUS),
    AP_LARGE(3, 0, CocoGrid.IOUS),
    AR100(0, 0, CocoGrid.IOUS),
    AP50_SMALL(1, 0, 1),
    AP50_MEDIUM(2, 0, 1),
    AP50_LARGE(3, 0, 1),
    AP75_SMALL(1, 5, 6),
    AP75_MEDIUM(2, 5, 6),
    AP75_LARGE(3, 5, 6);

    /** Those that are in COCO's summary. */
    public static final Set<Figure> SUMMARY = Collections.unmodifiableSet(EnumSet.range(AP, AR100));

    private final int area;
    private final int firstIou;
    private final int endIou;

    Figure(int area, int firstIou, int endIou) {
        this.area = area;
        this.firstIou = firstIou;
        this.endIou = endIou;
    }

    /** Its value of a table as it is; −1 where nothing is demanded. */
    public double of(MatchTable table) {
        return isRecall() ? CocoSummary.of(table).ar100() : CocoSummary.precision(table, area, firstIou, endIou);
    }

    int area() {
        return area;
    }

    int firstIou() {
        return firstIou;
    }

    int endIou() {
        return endIou;
    }

    boolean isRecall() {
        return this == AR100;
    }
}
