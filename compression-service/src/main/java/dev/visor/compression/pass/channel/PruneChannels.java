package dev.visor.compression.pass.channel;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.channel.ChannelCost;
import dev.visor.compression.channel.ChannelGroup;
import dev.visor.compression.channel.ChannelGroups;
import dev.visor.compression.channel.ChannelRemoval;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Removes whole channels, wherever they lead through residuals, splits and concatenations, until the graph multiplies so much
 * less, and lets the layers that read them make up for it.
 *
 * <pre>
 * y = W·x   →   y = W_S'·x_S + b',   W_S' = (C + λW)·G[:,S]·(G[S,S] + λI)⁻¹
 * </pre>
 *
 * G and C are sums over patches of calibration pictures (see {@link dev.visor.compression.layer.NormalEquations}). Which
 * channels go is said by {@link Importance}; how many of each group by what the group's loss does to detections, per
 * multiply–accumulate that it saves. Channels go in a few steps, with all layers refitted in order after each, so that later
 * ones see what earlier ones have become. Leaves alone groups that are read by what can't be refitted, and whatever
 * {@link ChannelGroups} protects.
 */
@PassId(value = "prune-channels", description = "Removes channels and lets their readers make up for them.")
public record PruneChannels(
        @Option(
                description = "what stays of the graph's multiply–accumulates, or of its layers' measured time",
                defaultValue = "0.8",
                min = 0.05,
                max = 1)
        double goal,

        @Option(description = "what the goal is a part of", defaultValue = "\"macs\"")
        Measure measure,

        @Option(description = "what a channel is worth", defaultValue = "\"reconstruction\"")
        Importance importance,

        @Option(description = "whether layers are refitted on calibration pictures", defaultValue = "true")
        boolean refit,

        @Option(description = "whether a group's loss is weighed by what it does to detections", defaultValue = "true")
        boolean detections,

        @Option(description = "steps, layers refitted after each", defaultValue = "4", min = 1, max = 50)
        int steps,

        @Option(
                description = "channels are left in multiples of it",
                unit = "channels",
                defaultValue = "8",
                min = 1,
                max = 64)
        int multiple,

        @Option(description = "largest part of a group that goes", defaultValue = "0.75", min = 0, max = 0.99)
        double mostOfGroup,

        @Option(
                description = "calibration pictures used at most; fewer above 416 × 416 pixels",
                unit = "images",
                defaultValue = "100",
                min = 4,
                max = 1000)
        int images,

        @Option(
                description = "layers with more weights an output channel are left alone; memory grows with its square",
                defaultValue = "2304",
                min = 1,
                max = 8192)
        int maxGramSize,

        @Option(
                description = "pull towards the weights there are, as a part of the mean square of what a weight reads",
                defaultValue = "0.01",
                min = 0,
                max = 10)
        double damping)
        implements GraphPass {
    private static final String DONE = "visor.prune-channels";
    private static final int MOST_NOTES = 20;
    /** Input pixels of all pictures together: larger pictures show more places each, and take as much longer. */
    private static final long MOST_PIXELS = 100L * 416 * 416;

    private static final int LEAST_IMAGES = 16;

    public PruneChannels {
        Options.inRange("goal", goal, 0.05, 1);
        Options.inRange("steps", steps, 1, 50);
        Options.inRange("multiple", multiple, 1, 64);
        Options.inRange("mostOfGroup", mostOfGroup, 0, 0.99);
        Options.inRange("images", images, 4, 1000);
        Options.inRange("maxGramSize", maxGramSize, 1, 8192);
        Options.inRange("damping", damping, 0, 10);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS, Property.FUSED_BATCH_NORM);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.PRUNED_CHANNELS);
    }

    /** How many pictures it looks at: {@code images}, fewer where they are large. */
    int imagesOf(CalibrationSet calibration) {
        long[] shape = calibration.shape();
        long pixels = Math.max(1, shape[shape.length - 1] * shape[shape.length - 2]);
        return (int) Math.min(images, Math.max(LEAST_IMAGES, MOST_PIXELS / pixels));
    }

    /** Whether it looks at calibration pictures. */
    boolean needsData() {
        return refit || importance.needsData();
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        if (graph.metadata().containsKey(DONE)) {
            return PassResult.leftAlone(
                    "channels were pruned already: " + graph.metadata().get(DONE));
        }
        CalibrationSet calibration = context.calibration();
        if (needsData() && (calibration == null || calibration.size() < 4)) {
            return PassResult.leftAlone("there are fewer than 4 calibration pictures to learn from");
        }
        Map<String, long[]> inputs = calibration == null ? Map.of() : Map.of(calibration.tensor(), calibration.shape());
        Map<String, ValueInfo> shapes = ShapeOracle.infer(graph, inputs);
        ChannelGroups analysis = ChannelGroups.of(graph, shapes);
        List<String> notes = new ArrayList<>();
        List<PrunableGroup> groups = groups(graph, analysis, notes);
        if (groups.isEmpty()) {
            notes.add("no group of channels can go");
            return new PassResult(0, Map.of(), notes);
        }
        ChannelCost macs = ChannelCost.of(graph, analysis);
        ToDoubleFunction<int[]> cost = macs::macs;
        LayerLatency latency = context.latency();
        if (measure == Measure.LATENCY) {
            if (latency == null) {
                return PassResult.leftAlone("the goal is a part of measured time, and nothing may be measured here");
            }
            ChannelLatency price = new ChannelLatency(graph, shapes, latency);
            cost = kept -> macs.price(price, kept);
        }
        ToDoubleFunction<int[]> ofAll = cost;
        double before = cost.applyAsDouble(kept(analysis, List.of(), new int[0]));
        ChannelPruning pruning = new ChannelPruning(
                this,
                graph,
                groups,
                left -> ofAll.applyAsDouble(kept(analysis, groups, left)),
                calibration,
                new DetectionHarm(graph, context),
                context.listener());
        ChannelPruning.Pruned pruned = pruning.run(before, goal * before);
        if (pruned.removed().isEmpty()) {
            notes.add("no channel can go: groups are smaller than %d channels".formatted(2 * multiple));
            return new PassResult(0, Map.of(), notes);
        }
        double share = ofAll.applyAsDouble(kept(analysis, groups, pruned.left(groups))) / before;
        return remove(graph, analysis, groups, pruned, macs, share, notes);
    }

    private List<PrunableGroup> groups(Graph graph, ChannelGroups analysis, List<String> notes) {
        Map<String, FloatLayer> layers = new TreeMap<>();
        for (FloatLayer layer : FloatLayer.of(graph)) {
            if (layer.shape().columns() <= maxGramSize) {
                layers.put(layer.output(), layer);
            }
        }
        List<PrunableGroup> groups = new ArrayList<>();
        for (ChannelGroup group : analysis.groups()) {
            PrunableGroup found = PrunableGroup.of(group, graph, layers, multiple, mostOfGroup);
            String obstacle = found.obstacle();
            if (needsData() && (obstacle != null || found.readers().isEmpty())) {
                note(notes, "%s stays: %s".formatted(group.name(), obstacle == null ? "nothing reads it" : obstacle));
            } else {
                groups.add(found);
            }
        }
        return groups;
    }

    /** Units of all groups of the analysis when these are left of those that can go. */
    private static int[] kept(ChannelGroups analysis, List<PrunableGroup> groups, int[] left) {
        int[] kept = analysis.groups().stream().mapToInt(ChannelGroup::size).toArray();
        for (int g = 0; g < left.length; g++) {
            kept[analysis.groups().indexOf(groups.get(g).group())] = left[g];
        }
        return kept;
    }

    private PassResult remove(
            Graph graph,
            ChannelGroups analysis,
            List<PrunableGroup> groups,
            ChannelPruning.Pruned pruned,
            ChannelCost macs,
            double share,
            List<String> notes) {
        pruned.student().initializers().forEach(graph::setInitializer);
        for (Node node : pruned.student().nodes()) {
            Objects.requireNonNull(graph.producer(node.output())).setInputs(node.inputs());
        }
        ChannelRemoval.apply(graph, analysis, pruned.removed());
        int[] left = pruned.left(groups);
        List<String> sizes = new ArrayList<>();
        for (int g = 0; g < left.length; g++) {
            ChannelGroup group = groups.get(g).group();
            if (left[g] < group.size()) {
                sizes.add("%s %d → %d"
                        .formatted(
                                group.name(),
                                group.size() * group.channelsPerUnit(),
                                left[g] * group.channelsPerUnit()));
            }
        }
        notes.addFirst("channels of groups: " + String.join(", ", sizes));
        if (share > goal) {
            notes.add(String.format(
                    Locale.ROOT, "%.3f of the %s stay; the goal of %.3f is out of reach", share, words(), goal));
        }
        double macsShare = (double) macs.macs(kept(analysis, groups, left)) / macs.macs();
        graph.metadata().put(DONE, String.format(Locale.ROOT, "%.4f", macsShare));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("groups", (double) groups.size());
        figures.put("prunedGroups", (double) sizes.size());
        figures.put("macsShare", macsShare);
        if (measure == Measure.LATENCY) {
            figures.put("latencyShare", share);
        }
        figures.put("refittedLayers", (double) pruned.refitted());
        return new PassResult(pruned.removed().size(), figures, notes);
    }

    private String words() {
        return switch (measure) {
            case MACS -> "multiply–accumulates";
            case LATENCY -> "layers' measured time";
        };
    }

    private static void note(List<String> notes, String note) {
        if (notes.size() < MOST_NOTES) {
            notes.add(note);
        }
    }
}
