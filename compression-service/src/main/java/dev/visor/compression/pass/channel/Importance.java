package dev.visor.compression.pass.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.visor.compression.layer.NormalEquations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** What a channel is worth. */
public enum Importance {
    /** Mean magnitude of all weights that make and read it (Li et al., <i>Pruning Filters for Efficient ConvNets</i>, 2017). */
    @JsonProperty("l1")
    L1 {
        @Override
        Curve curve(PrunableGroup group, boolean[] gone, LearntLayers learnt, Weighing w) {
            return byMagnitude(group, gone, w, 1);
        }
    },
    /** The same with squares: group L2 norm (Fang et al., <i>DepGraph</i>, 2023). */
    @JsonProperty("l2")
    L2 {
        @Override
        Curve curve(PrunableGroup group, boolean[] gone, LearntLayers learnt, Weighing w) {
            return byMagnitude(group, gone, w, 2);
        }
    },
    /** Energy of what it adds to the results of its readers on calibration pictures: {@code tr(W_Q·G_QQ·W_Qᵀ)}. */
    @JsonProperty("sensitivity")
    SENSITIVITY {
        @Override
        Curve curve(PrunableGroup group, boolean[] gone, LearntLayers learnt, Weighing w) {
            double[] energy = new double[group.units()];
            for (Reader reader : group.readers()) {
                NormalEquations known = learnt.of(reader);
                DMatrixRMaj weights = w.weights(reader);
                double whole = Math.max(known.explained(weights), Double.MIN_NORMAL);
                for (int u = 0; u < energy.length; u++) {
                    energy[u] += known.energy(weights, reader.columns()[u]) / whole;
                }
            }
            return additive(energy, gone);
        }
    },
    /**
     * What cannot be made up for by refitting its readers: block by block as in Optimal Brain Surgeon, greedily, with
     * everything that is left refitted after each.
     */
    @JsonProperty("reconstruction")
    RECONSTRUCTION {
        @Override
        Curve curve(PrunableGroup group, boolean[] gone, LearntLayers learnt, Weighing w) {
            Map<List<Object>, List<Reader>> alike = new LinkedHashMap<>();
            for (Reader reader : group.readers()) {
                alike.computeIfAbsent(reader.reads(), r -> new ArrayList<>()).add(reader);
            }
            List<BlockElimination> readers = new ArrayList<>();
            List<int[][]> columns = new ArrayList<>();
            for (List<Reader> same : alike.values()) {
                readers.add(new BlockElimination(same, learnt, w, w.kept(same.getFirst())));
                columns.add(same.getFirst().columns());
            }
            return greedy(group, gone, readers, columns);
        }
    };

    /** So many times fewer steps than channels: costs are computed anew after each. */
    private static final int STEPS = 32;

    /** Weights and columns as they are now. */
    interface Weighing {
        /** The reader's weights, {@code rows × columns}. */
        DMatrixRMaj weights(Reader reader);

        /** The columns that it still reads. */
        int[] kept(Reader reader);

        double damping();
    }

    /**
     * In which order a group's channels go and what that costs.
     *
     * @param gone units that went already
     * @param learnt of all readers
     */
    abstract Curve curve(PrunableGroup group, boolean[] gone, LearntLayers learnt, Weighing weighing);

    /** Whether it needs to see pictures. */
    boolean needsData() {
        return this == SENSITIVITY || this == RECONSTRUCTION;
    }

    private static Curve byMagnitude(PrunableGroup group, boolean[] gone, Weighing w, int power) {
        double[] norm = new double[group.units()];
        for (Writer writer : group.writers()) {
            for (int u = 0; u < norm.length; u++) {
                norm[u] += writer.meanPower(u, power);
            }
        }
        for (Reader reader : group.readers()) {
            DMatrixRMaj weights = w.weights(reader);
            for (int u = 0; u < norm.length; u++) {
                double sum = 0;
                for (int column : reader.columns()[u]) {
                    for (int r = 0; r < weights.numRows; r++) {
                        sum += Math.pow(Math.abs(weights.get(r, column)), power);
                    }
                }
                norm[u] += sum / Math.max(1, weights.numRows * reader.columns()[u].length);
            }
        }
        double whole = Arrays.stream(norm).sum();
        for (int u = 0; u < norm.length; u++) {
            norm[u] /= Math.max(whole, Double.MIN_NORMAL);
        }
        return additive(norm, gone);
    }

    private static Curve additive(double[] cost, boolean[] gone) {
        int[] order = remaining(gone, u -> cost[u]);
        double[] harm = new double[order.length + 1];
        for (int k = 0; k < order.length; k++) {
            harm[k + 1] = harm[k] + cost[order[k]];
        }
        return new Curve(order, harm);
    }

    private static int[] remaining(boolean[] gone, ToDoubleFunction<Integer> cost) {
        return IntStream.range(0, gone.length)
                .filter(u -> !gone[u])
                .boxed()
                .sorted(Comparator.comparingDouble(cost))
                .mapToInt(u -> u)
                .toArray();
    }

    private static Curve greedy(
            PrunableGroup group, boolean[] gone, List<BlockElimination> readers, List<int[][]> columns) {
        boolean[] out = gone.clone();
        int left = remaining(gone, u -> 0).length;
        int most = left - Math.max(1, group.least());
        int step = Math.max(1, left / STEPS);
        List<Integer> order = new ArrayList<>();
        List<Double> harm = new ArrayList<>(List.of(0.0));
        while (order.size() < most) {
            double[] cost = new double[group.units()];
            for (int u = 0; u < cost.length; u++) {
                for (int r = 0; r < readers.size() && !out[u]; r++) {
                    cost[u] += readers.get(r).cost(columns.get(r)[u]);
                }
            }
            int[] next = Arrays.copyOf(remaining(out, u -> cost[u]), Math.min(step, most - order.size()));
            double joint = 0;
            for (int r = 0; r < readers.size(); r++) {
                int[][] ofUnits = columns.get(r);
                int[] block = IntStream.of(next)
                        .flatMap(u -> IntStream.of(ofUnits[u]))
                        .toArray();
                joint += readers.get(r).cost(block);
                readers.get(r).eliminate(block);
            }
            double alone = IntStream.of(next).mapToDouble(u -> cost[u]).sum();
            for (int u : next) {
                out[u] = true;
                order.add(u);
                // Those that go together share what they cost together.
                harm.add(harm.getLast() + (alone > 0 ? joint * cost[u] / alone : joint / next.length));
            }
        }
        return new Curve(
                order.stream().mapToInt(u -> u).toArray(),
                harm.stream().mapToDouble(h -> h).toArray());
    }
}
