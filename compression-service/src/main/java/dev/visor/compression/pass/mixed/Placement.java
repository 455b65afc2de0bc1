package dev.visor.compression.pass.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses which groups compute in floats by what {@link PlacementCost} predicts and by the harm that each does in
 * integers: the least of {@code time + price · harm}, by moves of single groups and of runs of neighbours, since a run
 * saves the conversions between its members.
 */
final class Placement {
    private static final int LONGEST_RUN = 16;
    private static final double CHEAPEST_MICROS = 100;
    private static final double DEAREST_MICROS = 1e9;
    private static final double PRICE_STEP = 1.3;
    private static final double NOTHING = 1e-6;

    private final PlacementCost cost;
    private final double[] harm;

    /** @param harm of each group in integers; may still be filled before it is asked for */
    Placement(PlacementCost cost, double[] harm) {
        this.cost = cost;
        this.harm = harm;
    }

    /**
     * The best set for a price.
     *
     * @param price microseconds that a unit of harm is worth
     * @param start where moves begin
     */
    Set<Integer> best(double price, Set<Integer> start) {
        Set<Integer> now = new TreeSet<>(start);
        double least = value(now, price);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int length = 1; length <= LONGEST_RUN; length++) {
                for (int first = 0; first + length <= harm.length; first++) {
                    for (boolean toFloat : new boolean[] {true, false}) {
                        Set<Integer> next = new TreeSet<>(now);
                        for (int i = first; i < first + length; i++) {
                            if (toFloat) {
                                next.add(i);
                            } else {
                                next.remove(i);
                            }
                        }
                        double value = value(next, price);
                        if (value < least - NOTHING) {
                            least = value;
                            now = next;
                            moved = true;
                        }
                    }
                }
            }
        }
        return now;
    }

    /** The best sets for rising prices, each once, from the fastest to all in floats. */
    List<Set<Integer>> border(Set<Integer> fastest) {
        List<Set<Integer>> sets = new ArrayList<>();
        sets.add(fastest);
        Set<Integer> last = fastest;
        for (double price = CHEAPEST_MICROS; price < DEAREST_MICROS; price *= PRICE_STEP) {
            Set<Integer> next = best(price, last);
            if (harm(next) < harm(last) - NOTHING) {
                sets.add(next);
                last = next;
            }
        }
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < harm.length; i++) {
            all.add(i);
        }
        if (!last.equals(all)) {
            sets.add(all);
        }
        return sets;
    }

    /**
     * The run of float groups whose return to integers saves most time for the harm it does; empty if none saves any.
     *
     * @param untouched groups that stay
     * @param refused runs that were tried
     */
    Set<Integer> bestReturn(Set<Integer> floats, Set<Integer> untouched, Set<Set<Integer>> refused) {
        double before = cost.micros(floats);
        Set<Integer> best = Set.of();
        double most = 0;
        for (int length = 1; length <= LONGEST_RUN; length++) {
            for (int first = 0; first + length <= harm.length; first++) {
                Set<Integer> run = new TreeSet<>();
                for (int i = first; i < first + length; i++) {
                    if (floats.contains(i) && !untouched.contains(i)) {
                        run.add(i);
                    }
                }
                if (run.isEmpty() || refused.contains(run)) {
                    continue;
                }
                Set<Integer> without = new TreeSet<>(floats);
                without.removeAll(run);
                double saved = before - cost.micros(without);
                double worth =
                        saved / Math.max(run.stream().mapToDouble(i -> harm[i]).sum(), NOTHING);
                if (saved > NOTHING && worth > most) {
                    most = worth;
                    best = run;
                }
            }
        }
        return best;
    }

    private double value(Set<Integer> floats, double price) {
        return cost.micros(floats) + price * harm(floats);
    }

    /** What the groups that stay in integers do. */
    private double harm(Set<Integer> floats) {
        double sum = 0;
        for (int i = 0; i < harm.length; i++) {
            if (!floats.contains(i)) {
                sum += harm[i];
            }
        }
        return sum;
    }
}
