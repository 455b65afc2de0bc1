package dev.visor.evaluation.coco;

import java.util.Arrays;
import java.util.BitSet;

/** Annotations or detections in the order of their file, in columns. */
final class Boxes {
    private int size;
    private long[] images = new long[1024];
    private long[] categories = new long[1024];
    private double[] boxes = new double[4096];
    private double[] values = new double[1024];
    private final BitSet crowds = new BitSet();

    /**
     * Appends one.
     *
     * @param box x, y, width, height
     * @param value area of an annotation, score of a detection
     */
    void add(long image, long category, double[] box, double value, boolean crowd) {
        if (size == images.length) {
            int room = size + (size >> 1);
            images = Arrays.copyOf(images, room);
            categories = Arrays.copyOf(categories, room);
            boxes = Arrays.copyOf(boxes, 4 * room);
            values = Arrays.copyOf(values, room);
        }
        images[size] = image;
        categories[size] = category;
        System.arraycopy(box, 0, boxes, 4 * size, 4);
        values[size] = value;
        crowds.set(size, crowd);
        size++;
    }

    int size() {
        return size;
    }

    long image(int i) {
        return images[i];
    }

    long category(int i) {
        return categories[i];
    }

    void copyBox(int i, double[] to, int place) {
        System.arraycopy(boxes, 4 * i, to, 4 * place, 4);
    }

    double value(int i) {
        return values[i];
    }

    boolean isCrowd(int i) {
        return crowds.get(i);
    }
}
