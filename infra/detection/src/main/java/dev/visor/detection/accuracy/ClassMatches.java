package dev.visor.detection.accuracy;

import java.util.Arrays;

/**
 * The matches of one class, in columns: pictures ascending, each with its demanded labels and its detections best first.
 * Detections are numbered through all pictures. A picture without labels and detections of the class has no place here.
 *
 * <p>Of an area range and an IoU threshold ({@link CocoGrid#bit}), a detection is right (it has a demanded label), wrong (it
 * has none) or doesn't count (neither): its label is a crowd or ignored, or it has none and is itself out of the range.
 */
public final class ClassMatches {
    private final int[] pictures;
    private final int[] firsts;
    private final int[] demanded;
    private final double[] scores;
    private final long[] matched;
    private final long[] ignored;

    /** Takes the arrays over. {@code firsts} has one more than {@code pictures}, {@code demanded} four for each. */
    ClassMatches(int[] pictures, int[] firsts, int[] demanded, double[] scores, long[] matched, long[] ignored) {
        this.pictures = pictures;
        this.firsts = firsts;
        this.demanded = demanded;
        this.scores = scores;
        this.matched = matched;
        this.ignored = ignored;
    }

    /** How many pictures have a label or a detection of the class. */
    public int pictures() {
        return pictures.length;
    }

    /**
     * The picture's number in its split.
     *
     * @param place from 0 to {@link #pictures()}, exclusive
     */
    public int picture(int place) {
        return pictures[place];
    }

    /** The first detection of the picture at a place; at {@code pictures()} it is {@code detections()}. */
    public int first(int place) {
        return firsts[place];
    }

    /** Labels of the picture at a place that are demanded in an area range. */
    public int demanded(int place, int area) {
        return demanded[place * CocoGrid.AREAS + area];
    }

    /** Labels that are demanded in an area range. */
    public int demanded(int area) {
        int sum = 0;
        for (int i = area; i < demanded.length; i += CocoGrid.AREAS) {
            sum += demanded[i];
        }
        return sum;
    }

    /** How many detections take part. */
    public int detections() {
        return scores.length;
    }

    /** The detection's score. */
    public double score(int detection) {
        return scores[detection];
    }

    /** The bits of area ranges and IoU thresholds in which the detection has a demanded label. */
    public long right(int detection) {
        return matched[detection] & ~ignored[detection];
    }

    /** The bits in which it counts and has no label. */
    public long wrong(int detection) {
        return ~(matched[detection] | ignored[detection]) & CocoGrid.ALL_BITS;
    }

    /** The bits in which it has a label, demanded or not. */
    public long matched(int detection) {
        return matched[detection];
    }

    /** The bits in which it doesn't count. */
    public long ignored(int detection) {
        return ignored[detection];
    }

    /** Of each detection the picture's number; a new array. */
    public int[] pictureOfDetections() {
        int[] owners = new int[scores.length];
        for (int place = 0; place < pictures.length; place++) {
            Arrays.fill(owners, firsts[place], firsts[place + 1], pictures[place]);
        }
        return owners;
    }

    /** The detections best first, equal scores by picture and then by the detector's order; a new array. */
    public int[] byScore() {
        return ScoreOrder.of(scores, 0, scores.length);
    }

    /** Whether the same is said of the pictures at two places, be it of one table or of two. */
    boolean sameAt(int place, ClassMatches other, int otherPlace) {
        int from = firsts[place];
        int to = firsts[place + 1];
        int otherFrom = other.firsts[otherPlace];
        int otherTo = other.firsts[otherPlace + 1];
        int labels = place * CocoGrid.AREAS;
        int otherLabels = otherPlace * CocoGrid.AREAS;
        return Arrays.equals(
                        demanded,
                        labels,
                        labels + CocoGrid.AREAS,
                        other.demanded,
                        otherLabels,
                        otherLabels + CocoGrid.AREAS)
                && Arrays.equals(scores, from, to, other.scores, otherFrom, otherTo)
                && Arrays.equals(matched, from, to, other.matched, otherFrom, otherTo)
                && Arrays.equals(ignored, from, to, other.ignored, otherFrom, otherTo);
    }

    /** Appends the picture at a place to columns. */
    void copyTo(int place, MatchColumns columns) {
        columns.add(
                pictures[place],
                demanded,
                place * CocoGrid.AREAS,
                scores,
                matched,
                ignored,
                firsts[place],
                firsts[place + 1]);
    }
}
