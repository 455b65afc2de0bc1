package dev.visor.compression.pass.channel;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Shares out what must go among groups: again and again the group that does least harm for what it saves, until the whole
 * costs little enough. A group may jump over a costly stretch of its curve if what lies behind it pays.
 */
final class Allocation {
    private final List<Limit> limits;
    private final ToDoubleFunction<int[]> cost;

    /**
     * What a group may do.
     *
     * @param curve harm of further units that go
     * @param left units that it has now
     * @param least units that must stay
     * @param quantum what is left is a multiple of it
     */
    record Limit(Curve curve, int left, int least, int quantum) {}

    /** @param cost of the whole for so many units left in each group */
    Allocation(List<Limit> limits, ToDoubleFunction<int[]> cost) {
        this.limits = limits;
        this.cost = cost;
    }

    /** Units left in each group when the whole costs at most so much, or as little as can be. */
    int[] downTo(double most) {
        int[] left = limits.stream().mapToInt(Limit::left).toArray();
        double now = cost.applyAsDouble(left);
        while (now > most) {
            int best = -1;
            int bestLeft = 0;
            double bestRate = Double.POSITIVE_INFINITY;
            for (int g = 0; g < left.length; g++) {
                Limit limit = limits.get(g);
                for (int next = below(left[g], limit); next >= limit.least(); next = below(next, limit)) {
                    int before = left[g];
                    int gone = limit.left() - next;
                    if (next < 1 || gone >= limit.curve().harm().length) {
                        break;
                    }
                    left[g] = next;
                    double saved = now - cost.applyAsDouble(left);
                    left[g] = before;
                    double harm = limit.curve().harm()[gone] - limit.curve().harm()[limit.left() - before];
                    double rate = saved > 0 ? harm / saved : Double.POSITIVE_INFINITY;
                    if (rate < bestRate) {
                        best = g;
                        bestLeft = next;
                        bestRate = rate;
                    }
                    if (now - saved <= most) {
                        // More than that isn't asked for.
                        break;
                    }
                }
            }
            if (best < 0) {
                return left;
            }
            left[best] = bestLeft;
            now = cost.applyAsDouble(left);
        }
        return left;
    }

    private static int below(int left, Limit limit) {
        return (left - 1) / limit.quantum() * limit.quantum();
    }
}
