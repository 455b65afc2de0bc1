package dev.visor.detection.accuracy;

/**
 * Labelled boxes of one class in one image.
 *
 * @param boxes x, y, width, height of each, in pixels of the image, one after the other
 * @param areas square pixels that size ranges go by (COCO's {@code area}), one a box
 * @param crowd regions of many objects: any number of detections may match one, none is demanded
 * @param ignored objects that are neither demanded nor punished, matched once and by plain IoU (VOC's {@code difficult})
 */
public record Truths(double[] boxes, double[] areas, boolean[] crowd, boolean[] ignored) {
    /** No labelled boxes. */
    public static final Truths NONE = new Truths(new double[0], new double[0], new boolean[0], new boolean[0]);

    public Truths {
        int size = areas.length;
        if (boxes.length != 4 * size || crowd.length != size || ignored.length != size) {
            throw new IllegalArgumentException("%d areas need %d coordinates and as many flags, were %d, %d and %d"
                    .formatted(size, 4 * size, boxes.length, crowd.length, ignored.length));
        }
    }

    /** How many. */
    public int size() {
        return areas.length;
    }
}
