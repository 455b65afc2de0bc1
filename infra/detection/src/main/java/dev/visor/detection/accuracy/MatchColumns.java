package dev.visor.detection.accuracy;

import java.util.Arrays;

/** Matches of one class that grow picture by picture, in any order. For one thread. */
final class MatchColumns {
    private int size;
    private int detections;
    private int[] pictures = new int[16];
    private int[] firsts = new int[17];
    private int[] demanded = new int[16 * CocoGrid.AREAS];
    private double[] scores = new double[64];
    private long[] matched = new long[64];
    private long[] ignored = new long[64];

    /** Appends one picture, whose detections stand in {@code [from, to)} of the arrays and whose labels from {@code at}. */
    void add(int picture, int[] labels, int at, double[] score, long[] match, long[] ignore, int from, int to) {
        int count = to - from;
        makeRoom(count);
        pictures[size] = picture;
        System.arraycopy(labels, at, demanded, size * CocoGrid.AREAS, CocoGrid.AREAS);
        System.arraycopy(score, from, scores, detections, count);
        System.arraycopy(match, from, matched, detections, count);
        System.arraycopy(ignore, from, ignored, detections, count);
        size++;
        detections += count;
        firsts[size] = detections;
    }

    void addAll(ClassMatches part) {
        for (int place = 0; place < part.pictures(); place++) {
            part.copyTo(place, this);
        }
    }

    private void makeRoom(int count) {
        if (size == pictures.length) {
            pictures = Arrays.copyOf(pictures, 2 * size);
            firsts = Arrays.copyOf(firsts, 2 * size + 1);
            demanded = Arrays.copyOf(demanded, 2 * size * CocoGrid.AREAS);
        }
        if (detections + count > scores.length) {
            int room = Math.max(2 * scores.length, detections + count);
            scores = Arrays.copyOf(scores, room);
            matched = Arrays.copyOf(matched, room);
            ignored = Arrays.copyOf(ignored, room);
        }
    }

    /**
     * The pictures in order, each once.
     *
     * @throws IllegalArgumentException if two different things are said of one picture
     */
    ClassMatches build(int classIndex) {
        ClassMatches all = trimmed();
        if (isAscending()) {
            return all;
        }
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = (long) pictures[i] << 32 | i;
        }
        Arrays.sort(order);
        MatchColumns sorted = new MatchColumns();
        int last = -1;
        for (long key : order) {
            int place = (int) key;
            if (last < 0 || all.picture(last) != all.picture(place)) {
                all.copyTo(place, sorted);
            } else if (!all.sameAt(last, all, place)) {
                throw new IllegalArgumentException(
                        "two parts differ on class %d in image %d".formatted(classIndex, all.picture(place)));
            }
            last = place;
        }
        return sorted.trimmed();
    }

    private boolean isAscending() {
        for (int i = 1; i < size; i++) {
            if (pictures[i] <= pictures[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private ClassMatches trimmed() {
        return new ClassMatches(
                Arrays.copyOf(pictures, size),
                Arrays.copyOf(firsts, size + 1),
                Arrays.copyOf(demanded, size * CocoGrid.AREAS),
                Arrays.copyOf(scores, detections),
                Arrays.copyOf(matched, detections),
                Arrays.copyOf(ignored, detections));
    }
}
