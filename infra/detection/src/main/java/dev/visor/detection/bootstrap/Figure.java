package dev.visor.detection.bootstrap;

import dev.visor.detection.accuracy.CocoGrid;

/** A figure of COCO's that is resampled; each from 0 to 1. */
public enum Figure {
    AP(0, 0, CocoGrid.IOUS),
    AP50(0, 0, 1),
    AP75(0, 5, 6),
    AP_SMALL(1, 0, CocoGrid.IOUS),
    AP_MEDIUM(2, 0, CocoGrid.IOUS),
    AP_LARGE(3, 0, CocoGrid.IOUS),
    AR100(0, 0, CocoGrid.IOUS);

    private final int area;
    private final int firstIou;
    private final int endIou;

    Figure(int area, int firstIou, int endIou) {
        this.area = area;
        this.firstIou = firstIou;
        this.endIou = endIou;
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
