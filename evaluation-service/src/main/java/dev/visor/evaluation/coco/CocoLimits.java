package dev.visor.evaluation.coco;

/**
 * What may be read from one file. A box takes about 100 bytes of memory.
 *
 * @param bytes after unpacking
 * @param images pictures of the ground truth
 * @param categories classes of the ground truth
 * @param boxes annotations or detections
 * @param depth of nesting
 */
public record CocoLimits(long bytes, int images, int categories, int boxes, int depth) {
    /** Ten times COCO's largest results. */
    public static final CocoLimits DEFAULT = new CocoLimits(2L << 30, 1_000_000, 10_000, 5_000_000, 64);
}
