package dev.visor.detection.bootstrap;

import dev.visor.detection.accuracy.ClassMatches;
import dev.visor.detection.accuracy.CocoGrid;
import dev.visor.detection.accuracy.MatchTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Two detectors on the same resampled pictures, so that what is hard about a picture is hard for both, and their
 * difference is told much better than by an interval of each (Everingham et al., "Assessing the significance of
 * performance differences on the PASCAL VOC challenges via bootstrapping").
 */
public final class PairedBootstrap {
    private final Replicates a;
    private final Replicates b;

    private PairedBootstrap(Replicates a, Replicates b) {
        this.a = a;
        this.b = b;
    }

    /**
     * One figure of both.
     *
     * @param a the first, against which is compared
     * @param b the second
     * @param delta second less first; exactly 0 in every replicate if both saw the same
     */
    public record Pair(Samples a, Samples b, Samples delta) {
        static Pair of(Samples a, Samples b) {
            return new Pair(a, b, b.minus(a));
        }
    }

    /** Every figure, over all pictures. */
    public static PairedBootstrap of(MatchTable a, MatchTable b, Units units, int replicates, long seed) {
        BitSet all = new BitSet();
        all.set(0, units.pictures());
        return of(a, b, new Resampling(units, replicates, seed), EnumSet.allOf(Figure.class), all);
    }

    /**
     * Some figures over some pictures; the others weigh 0, however often they are drawn.
     *
     * @throws IllegalArgumentException if the tables are not of the same labels, or have pictures that aren't drawn from
     */
    public static PairedBootstrap of(
            MatchTable a, MatchTable b, Resampling resampling, Set<Figure> figures, BitSet slice) {
        requireSameLabels(a, b);
        Replicates first = Bootstrap.of(a, resampling, figures, slice);
        return new PairedBootstrap(first, a == b ? first : Bootstrap.of(b, resampling, figures, slice));
    }

    private static void requireSameLabels(MatchTable a, MatchTable b) {
        boolean same = a.classes() == b.classes();
        for (int k = 0; same && k < a.classes(); k++) {
            same = labels(a.of(k)).equals(labels(b.of(k)));
        }
        if (!same) {
            throw new IllegalArgumentException("only tables of the same labels can be compared, picture by picture");
        }
    }

    /** Demanded labels by picture and area range; pictures with detections only are of no matter. */
    private static List<Integer> labels(ClassMatches matches) {
        Ints labels = new Ints();
        for (int place = 0; place < matches.pictures(); place++) {
            if (matches.demanded(place, 0) > 0) {
                labels.add(matches.picture(place));
                for (int area = 0; area < CocoGrid.AREAS; area++) {
                    labels.add(matches.demanded(place, area));
                }
            }
        }
        return Arrays.stream(labels.toArray()).boxed().toList();
    }

    /** The mean over classes that have demanded labels. */
    public Pair overall(Figure figure) {
        return Pair.of(a.overall(figure), b.overall(figure));
    }

    /** One class. */
    public Pair ofClass(int classIndex, Figure figure) {
        return Pair.of(a.ofClass(classIndex, figure), b.ofClass(classIndex, figure));
    }
}
