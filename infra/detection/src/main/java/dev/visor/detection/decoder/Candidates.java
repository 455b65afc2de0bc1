package dev.visor.detection.decoder;

import java.util.Arrays;

/** Boxes before suppression, in pixels of the model's input, as columns that are reused from picture to picture. */
public final class Candidates {
    private int size;
    private int[] classes = new int[256];
    private float[] scores = new float[256];
    private float[] corners = new float[1024];

    /** Forgets all. */
    public void clear() {
        size = 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /**
     * Adds a box, unless a value is not finite or it has no area: such a box says nothing.
     *
     * @param left in input pixels
     * @param top in input pixels
     * @param right in input pixels
     * @param bottom in input pixels
     */
    public void add(int classIndex, float score, float left, float top, float right, float bottom) {
        if (!(Float.isFinite(score)
                && Float.isFinite(left)
                && Float.isFinite(top)
                && right > left
                && bottom > top
                && Float.isFinite(right)
                && Float.isFinite(bottom))) {
            return;
        }
        if (size == classes.length) {
            classes = Arrays.copyOf(classes, size * 2);
            scores = Arrays.copyOf(scores, size * 2);
            corners = Arrays.copyOf(corners, size * 8);
        }
        classes[size] = classIndex;
        scores[size] = score;
        corners[4 * size] = left;
        corners[4 * size + 1] = top;
        corners[4 * size + 2] = right;
        corners[4 * size + 3] = bottom;
        size++;
    }

    public int classIndex(int i) {
        return classes[i];
    }

    public float score(int i) {
        return scores[i];
    }

    public float left(int i) {
        return corners[4 * i];
    }

    public float top(int i) {
        return corners[4 * i + 1];
    }

    public float right(int i) {
        return corners[4 * i + 2];
    }

    public float bottom(int i) {
        return corners[4 * i + 3];
    }
}
