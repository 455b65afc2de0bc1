package dev.visor.contracts.model;

/** The detector families that Visor decodes: how raw outputs become boxes. */
public enum DetectorFamily {
    /** {@code [1,N,5+nc]}: cx, cy, log w, log h on the grids of strides 8, 16, 32, objectness, classes (YOLOX, undecoded). */
    YOLOX(false),
    /**
     * {@code [1,4+nc,N]} or {@code [1,N,4+nc]}: cx, cy, w, h in input pixels, class probabilities (Ultralytics YOLOv8, 9,
     * 11).
     */
    YOLOV8(false),
    /** {@code [1,N,4+nc]}: cx, cy, w, h in input pixels, class probabilities (Visor's own detectors). */
    VISOR(false),
    /** {@code [1,N,5+nc]}: cx, cy, w, h in input pixels, objectness, class probabilities (YOLOv5, YOLOv7 decoded). */
    YOLOV5(false),
    /** {@code [1,boxes,6]}: x1, y1, x2, y2 in input pixels, score, class; final (YOLOv10, YOLO26, suppression inside). */
    END2END(true),
    /**
     * For each of the strides 8, 16, 32 {@code cls_pred…[1,cells,nc]} of class probabilities and
     * {@code dis_pred…[1,cells,4·bins]} of the distances to the four sides as distributions (NanoDet, undecoded).
     */
    NANODET(false),
    /**
     * {@code labels[1,N]} of class indices, {@code boxes[1,N,4]} of x1, y1, x2, y2, {@code scores[1,N]}; final. A second
     * input says which size the boxes are for (RT-DETR, D-FINE, DEIM).
     */
    DETR(true);

    private final boolean finalBoxes;

    DetectorFamily(boolean finalBoxes) {
        this.finalBoxes = finalBoxes;
    }

    /**
     * Whether the model itself chose one box an object. Suppression then would only take away, and the order of boxes
     * follows their scores, so two models' outputs can't be compared place by place.
     */
    public boolean finalBoxes() {
        return finalBoxes;
    }
}
