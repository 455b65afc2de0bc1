package dev.visor.compression.pass.channel;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.channel.ChannelUnit;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The work of {@link PruneChannels} on one graph. */
final class ChannelPruning {
    private static final double[] PROBES = {0.25, 0.5, 0.75};

    private final PruneChannels options;
    private final List<PrunableGroup> groups;
    private final ToDoubleFunction<int[]> cost;
    private final Student student;
    private final @Nullable CalibrationSet calibration;
    private final DetectionHarm harm;
    private final ProgressListener listener;
    /** For each group, which units went. */
    private final List<boolean[]> gone = new ArrayList<>();

    private final List<Scale> scales = new ArrayList<>();
    private int refitted;

    /**
     * @param graph stays as it is
     * @param cost of the graph for so many units left in each group
     */
    ChannelPruning(
            PruneChannels options,
            Graph graph,
            List<PrunableGroup> groups,
            ToDoubleFunction<int[]> cost,
            @Nullable CalibrationSet calibration,
            DetectionHarm harm,
            ProgressListener listener) {
        this.options = options;
        this.groups = groups;
        this.cost = cost;
        this.student = new Student(graph.copy(), graph, new ColumnMask(), options.damping());
        this.calibration = calibration;
        this.harm = harm;
        this.listener = listener;
        groups.forEach(g -> gone.add(new boolean[g.units()]));
    }

    /**
     * What came of it.
     *
     * @param student with the weights that are left, its channels still in place
     * @param removed the channels that nothing reads any more
     * @param refitted layers refitted in the last step
     */
    record Pruned(Graph student, Set<ChannelUnit> removed, int refitted) {
        /** Units left in each group. */
        int[] left(List<PrunableGroup> groups) {
            int[] left = groups.stream().mapToInt(PrunableGroup::units).toArray();
            for (int g = 0; g < left.length; g++) {
                String name = groups.get(g).group().name();
                left[g] -= (int)
                        removed.stream().filter(u -> u.group().equals(name)).count();
            }
            return left;
        }
    }

    Pruned run(double before, double most) {
        LearntLayers learnt = options.needsData() ? learn(false) : LearntLayers.NONE;
        for (int step = 1; step <= options.steps(); step++) {
            List<Curve> curves = curves(learnt);
            if (step == 1) {
                measureScales(curves, learnt);
            }
            double goal = before + (most - before) * step / options.steps();
            if (!choose(curves, goal, learnt)) {
                continue;
            }
            if (options.refit()) {
                learnt = learn(true);
            } else if (options.needsData() && step < options.steps()) {
                learnt = learn(false);
            }
        }
        Set<ChannelUnit> removed = new HashSet<>();
        for (int g = 0; g < groups.size(); g++) {
            for (int u = 0; u < gone.get(g).length; u++) {
                if (gone.get(g)[u]) {
                    removed.add(groups.get(g).group().units().get(u));
                }
            }
        }
        return new Pruned(student.graph(), removed, refitted);
    }

    private LearntLayers learn(boolean refit) {
        CalibrationSet pictures = Objects.requireNonNull(calibration);
        Reconstruction.Learnt walked = new Reconstruction(
                        student, pictures, options.imagesOf(pictures), options.maxGramSize())
                .walk(refit, listener);
        refitted = walked.refitted();
        return walked.layers();
    }

    private List<Curve> curves(LearntLayers learnt) {
        List<Curve> curves = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Curve curve = options.importance().curve(groups.get(g), gone.get(g), learnt, student);
            curves.add(scales.isEmpty() ? curve : scaled(g, curve));
            listener.progressed("rank channels", g + 1L, groups.size(), "groups");
        }
        return curves;
    }

    /**
     * How much detections suffer for a group's losses, as a multiple of what its curve says.
     *
     * @param units how many went when it was measured, ascending
     * @param factors measured there
     */
    private record Scale(int[] units, double[] factors) {
        double at(int count) {
            for (int i = 0; i < units.length; i++) {
                if (count <= units[i]) {
                    if (i == 0) {
                        return factors[0];
                    }
                    double part = (count - units[i - 1]) / (double) (units[i] - units[i - 1]);
                    return factors[i - 1] + part * (factors[i] - factors[i - 1]);
                }
            }
            return factors.length == 0 ? 1 : factors[factors.length - 1];
        }
    }

    private Curve scaled(int g, Curve curve) {
        int before = count(gone.get(g));
        double[] harmed = curve.harm().clone();
        for (int k = 1; k < harmed.length; k++) {
            harmed[k] *= scales.get(g).at(before + k);
        }
        return new Curve(curve.order(), harmed);
    }

    /** Takes a quarter, a half and three quarters of each group away alone and looks at the detections. */
    private void measureScales(List<Curve> curves, LearntLayers learnt) {
        if (!options.detections()) {
            return;
        }
        double unharmed = harm.of(student.graph());
        List<Curve> found = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            PrunableGroup group = groups.get(g);
            List<Integer> units = new ArrayList<>();
            List<Double> factors = new ArrayList<>();
            for (double share : PROBES) {
                int left = (int) Math.round(group.units() * (1 - share) / group.quantum()) * group.quantum();
                int count = group.units() - Math.max(left, group.quantum());
                if (count <= 0 || count >= curves.get(g).harm().length || units.contains(count)) {
                    continue;
                }
                Student probe = student.copy();
                drop(probe, group, Arrays.copyOf(curves.get(g).order(), count), learnt);
                double harmed = Math.max(harm.of(probe.graph()) - unharmed, 0);
                units.add(count);
                factors.add(harmed / Math.max(curves.get(g).harm()[count], 1e-12));
            }
            scales.add(new Scale(
                    units.stream().mapToInt(i -> i).toArray(),
                    factors.stream().mapToDouble(d -> d).toArray()));
            found.add(scaled(g, curves.get(g)));
            listener.progressed("measure what detections lose", g + 1L, groups.size(), "groups");
        }
        curves.clear();
        curves.addAll(found);
    }

    /** Lets units go until the graph costs no more than the goal; false if none went. */
    private boolean choose(List<Curve> curves, double goal, LearntLayers learnt) {
        List<Allocation.Limit> limits = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int all = groups.get(g).units();
            limits.add(new Allocation.Limit(
                    curves.get(g),
                    all - count(gone.get(g)),
                    groups.get(g).least(),
                    groups.get(g).quantum()));
        }
        int[] left = new Allocation(limits, cost).downTo(goal);
        boolean any = false;
        for (int g = 0; g < left.length; g++) {
            int going = limits.get(g).left() - left[g];
            int[] units = Arrays.copyOf(curves.get(g).order(), going);
            for (int unit : units) {
                gone.get(g)[unit] = true;
            }
            any |= going > 0;
            drop(student, groups.get(g), units, learnt);
        }
        return any;
    }

    /** Stops reading units; readers whose equations are given make up for it. */
    private void drop(Student where, PrunableGroup group, int[] units, LearntLayers learnt) {
        if (units.length == 0) {
            return;
        }
        for (Reader reader : group.readers()) {
            int[] columns = IntStream.of(units)
                    .flatMap(u -> IntStream.of(reader.columns()[u]))
                    .sorted()
                    .toArray();
            where.drop(reader, columns);
            NormalEquations known = learnt.find(reader);
            if (options.refit() && known != null) {
                where.refit(reader, known);
            }
        }
    }

    private static int count(boolean[] set) {
        int count = 0;
        for (boolean b : set) {
            count += b ? 1 : 0;
        }
        return count;
    }
}
