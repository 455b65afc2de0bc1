package dev.visor.evaluation.metric.tide;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Matcher;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.ScoreOrder;
import dev.visor.detection.accuracy.Sightings;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One picture: what became of its detections and demanded labels. Each detection, best score first, takes the free label of
 * its class that it overlaps most, the first of equals; one that found none is told apart by what it overlaps.
 */
final class TidePicture {
    /** From here on a detection has the label. */
    private static final double HIT = 0.5;
    /** Up to here there is nothing. */
    private static final double NOTHING = 0.1;
    /** Detections of a picture, of all classes together, that take part. */
    private static final int MAX_DETECTIONS = 100;

    private final Labels labels;
    private final Sightings seen;
    private final int[] detections;
    private final int[] demanded;
    private final double[][] iou;
    /** For each demanded label: the detection that has it, and the one that would be best corrected to have it. */
    private final int[] owner;

    private final int[] repairer;
    private final boolean[] isRight;
    private final boolean[] isDropped;
    private final @Nullable ErrorType[] errors;
    /** For each detection the demanded label that it would have if it were corrected. */
    private final int[] aim;

    TidePicture(Observation picture) {
        labels = picture.labels();
        seen = picture.sightings();
        int[] order = ScoreOrder.of(seen.scores(), 0, seen.size());
        detections = Arrays.copyOf(order, Math.min(order.length, MAX_DETECTIONS));
        demanded = IntStream.range(0, labels.size()).filter(labels::isDemanded).toArray();
        iou = new double[detections.length][demanded.length];
        owner = filled(demanded.length);
        repairer = filled(demanded.length);
        isRight = new boolean[detections.length];
        isDropped = new boolean[detections.length];
        errors = new ErrorType[detections.length];
        aim = filled(detections.length);
        match();
        drop();
        for (int i = 0; i < detections.length; i++) {
            if (!isRight[i]) {
                errors[i] = tell(i);
            }
        }
    }

    private static int[] filled(int size) {
        int[] none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    int detections() {
        return detections.length;
    }

    double score(int i) {
        return seen.scores()[detections[i]];
    }

    int classOf(int i) {
        return seen.classes()[detections[i]];
    }

    /** The kind of error, or null for a right detection. */
    @Nullable
    ErrorType error(int i) {
        return errors[i];
    }

    /** Whether it lies in a region that isn't judged, and so takes no part. */
    boolean isDropped(int i) {
        return isDropped[i];
    }

    /** The class of the label that this detection, and no better one, would have if it were corrected; −1 for none. */
    int repairs(int i) {
        return aim[i] >= 0 && repairer[aim[i]] == i ? labels.classes()[demanded[aim[i]]] : -1;
    }

    int labels() {
        return demanded.length;
    }

    int classOfLabel(int g) {
        return labels.classes()[demanded[g]];
    }

    boolean isFound(int g) {
        return owner[g] >= 0;
    }

    boolean isMissed(int g) {
        return owner[g] < 0 && repairer[g] < 0;
    }

    private void match() {
        for (int i = 0; i < detections.length; i++) {
            int best = -1;
            for (int g = 0; g < demanded.length; g++) {
                iou[i][g] = Matcher.iou(seen.boxes(), 4 * detections[i], labels.boxes(), 4 * demanded[g], false);
                if (owner[g] < 0 && isOwnClass(i, g) && (best < 0 || iou[i][g] > iou[i][best])) {
                    best = g;
                }
            }
            if (best >= 0 && iou[i][best] >= HIT) {
                owner[best] = i;
                isRight[i] = true;
            }
        }
    }

    private boolean isOwnClass(int i, int g) {
        return classOf(i) == classOfLabel(g);
    }

    private void drop() {
        for (int g = 0; g < labels.size(); g++) {
            for (int i = 0; !labels.isDemanded(g) && i < detections.length; i++) {
                isDropped[i] |= !isRight[i]
                        && classOf(i) == labels.classes()[g]
                        && Matcher.iou(seen.boxes(), 4 * detections[i], labels.boxes(), 4 * g, true) > HIT;
            }
        }
    }

    private ErrorType tell(int i) {
        int own = -1;
        int other = -1;
        double taken = 0;
        double any = 0;
        for (int g = 0; g < demanded.length; g++) {
            if (isOwnClass(i, g)) {
                own = own < 0 || iou[i][g] > iou[i][own] ? g : own;
                taken = isFound(g) ? Math.max(taken, iou[i][g]) : taken;
            } else {
                other = other < 0 || iou[i][g] > iou[i][other] ? g : other;
            }
            any = Math.max(any, iou[i][g]);
        }
        if (own >= 0 && iou[i][own] >= NOTHING && iou[i][own] <= HIT) {
            aimAt(own, i);
            return ErrorType.LOC;
        }
        if (other >= 0 && iou[i][other] >= HIT) {
            aimAt(other, i);
            return ErrorType.CLS;
        }
        if (taken >= HIT) {
            return ErrorType.DUPE;
        }
        return any <= NOTHING ? ErrorType.BKG : ErrorType.BOTH;
    }

    /** Detections come best first, so the first to aim at a free label is the one that would get it. */
    private void aimAt(int g, int i) {
        if (owner[g] < 0) {
            aim[i] = g;
            repairer[g] = repairer[g] < 0 ? i : repairer[g];
        }
    }
}
