package dev.visor.contracts.dataset;

/**
 * A labelled object: pixels of the original picture, x and y of the top-left corner.
 *
 * @param category index into the dataset's classes
 * @param x left edge in pixels
 * @param y top edge in pixels
 * @param width in pixels, > 0
 * @param height in pixels, > 0
 * @param area the area that size classes go by, in square pixels (COCO's {@code area}; else width · height)
 * @param crowd a region of many objects (COCO's {@code iscrowd})
 * @param ignore an object that is neither demanded nor punished (VOC's {@code difficult})
 */
public record LabelledBox(
        int category, double x, double y, double width, double height, double area, boolean crowd, boolean ignore) {
    /** A plain box whose area is its own. */
    public static LabelledBox of(int category, double x, double y, double width, double height) {
        return new LabelledBox(category, x, y, width, height, width * height, false, false);
    }

    /** Intersection over union with another box, whatever the classes; 0 to 1. */
    public double iou(LabelledBox other) {
        double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double shared = across * down;
        return shared / (width * height + other.width * other.height - shared);
    }
}
