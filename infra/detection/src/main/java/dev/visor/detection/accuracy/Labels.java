package dev.visor.detection.accuracy;

/**
 * Labelled boxes of one picture, of all judged classes, in the order of the dataset.
 *
 * @param classes judged class of each, from 0
 * @param boxes x, y, width, height of each, in pixels of the picture, one after the other
 * @param areas square pixels that size ranges go by (COCO's {@code area}), one a box
 * @param crowd regions of many objects: any number of detections may match one, none is demanded
 * @param ignored objects that are neither demanded nor punished, matched once and by plain IoU (VOC's {@code difficult})
 */
public record Labels(int[] classes, double[] boxes, double[] areas, boolean[] crowd, boolean[] ignored) {
    /** No labelled boxes. */
    public static final Labels NONE =
            new Labels(new int[0], new double[0], new double[0], new boolean[0], new boolean[0]);

    public Labels {
        int size = classes.length;
        if (boxes.length != 4 * size || areas.length != size || crowd.length != size || ignored.length != size) {
            throw new IllegalArgumentException(
                    "%d labels need %d coordinates, as many areas and as many flags, were %d, %d, %d and %d"
                            .formatted(size, 4 * size, boxes.length, areas.length, crowd.length, ignored.length));
        }
    }

    /** How many. */
    public int size() {
        return classes.length;
    }

    /** Whether a detector must find it: neither a crowd nor to be ignored. */
    public boolean isDemanded(int label) {
        return !crowd[label] && !ignored[label];
    }
}
