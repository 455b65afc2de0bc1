package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.rewrite.Constants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node as its rule sees it: the atoms of its inputs' axes, and where to put those of its outputs'. An axis without atoms
 * (null) has no channels: pixels, the batch, and whatever has size 1.
 */
public final class Site {
    private static final int BYTE = 8;

    private final Graph graph;
    private final Node node;
    private final Map<String, ValueInfo> shapes;
    private final Atoms atoms;
    private final List<int[] @Nullable []> inputs = new ArrayList<>();
    private final List<boolean[]> taken = new ArrayList<>();
    private final Map<String, int[] @Nullable []> values;
    private final List<Contraction> contractions = new ArrayList<>();
    private final List<Production> productions = new ArrayList<>();

    /**
     * An input that the node sums over along an axis, so that a channel that is zero there counts for nothing.
     *
     * @param weights input with the weights that it is multiplied with; -1 if there are none
     * @param weightsAxis axis of them that is summed over
     */
    public record Contraction(int input, int axis, int weights, int weightsAxis) {}

    /**
     * An output whose indices along an axis are each made by weights of their own.
     *
     * @param weights input with the weights
     * @param weightsAxis axis of them
     */
    public record Production(int axis, int weights, int weightsAxis) {}

    /** @param values atoms of each value's axes; gets those of this node's outputs */
    public Site(
            Graph graph,
            Node node,
            Map<String, ValueInfo> shapes,
            Atoms atoms,
            Map<String, int[] @Nullable []> values) {
        this.graph = graph;
        this.node = node;
        this.shapes = shapes;
        this.atoms = atoms;
        this.values = values;
        for (int i = 0; i < node.inputs().size(); i++) {
            int[] @Nullable [] axes = axes(i);
            inputs.add(axes);
            taken.add(new boolean[axes.length]);
        }
    }

    private int[] @Nullable [] axes(int input) {
        Tensor constant = constant(input);
        if (constant == null) {
            long[] dims = dims(node.input(input));
            return values.getOrDefault(node.input(input), new int[dims == null ? 0 : dims.length][]);
        }
        int[] @Nullable [] axes = new int[constant.rank()][];
        for (int a = 0; a < axes.length; a++) {
            boolean divisible = constant.dim(a) > 1 && constant.type().bits() >= BYTE;
            axes[a] = divisible ? atoms.fresh(Math.toIntExact(constant.dim(a))) : null;
        }
        return axes;
    }

    Graph graph() {
        return graph;
    }

    Node node() {
        return node;
    }

    int opset() {
        return graph.opset();
    }

    /** The constant that an input reads; null if it isn't one. */
    @Nullable
    Tensor constant(int input) {
        return node.hasInput(input) ? Constants.of(graph, node.input(input)) : null;
    }

    /** Whether an input is a constant, be it in integers behind a DequantizeLinear. */
    boolean isWeights(int input) {
        Node producer = graph.producer(node.input(input));
        return constant(input) != null
                || producer != null
                        && producer.is("DequantizeLinear")
                        && Constants.isConstant(graph, producer.input(0));
    }

    /** Sizes of an input's axes; null if they aren't known. */
    long @Nullable [] dims(int input) {
        Tensor constant = constant(input);
        return constant != null ? constant.dims() : dims(node.input(input));
    }

    /** Sizes of an output's axes; null if they aren't known. */
    long @Nullable [] outputDims(int output) {
        return dims(node.output(output));
    }

    private long @Nullable [] dims(String value) {
        ValueInfo info = shapes.get(value);
        Shape shape = info == null ? null : info.shape();
        return shape == null || !shape.isStatic() ? null : shape.toArray();
    }

    /** How many axes of an input are known; 0 for one that is left out. */
    int rank(int input) {
        return input < inputs.size() ? inputs.get(input).length : 0;
    }

    /** Atoms of an input's axis, without taking it. */
    int @Nullable [] peek(int input, int axis) {
        return axis < rank(input) ? inputs.get(input)[axis] : null;
    }

    /** Atoms of an input's axis, which the rule then answers for. */
    int @Nullable [] take(int input, int axis) {
        if (axis < rank(input)) {
            taken.get(input)[axis] = true;
        }
        return peek(input, axis);
    }

    /** Gives an output's axis its atoms. */
    void give(int output, int axis, int @Nullable [] given) {
        int[] @Nullable [] axes = values.get(node.output(output));
        if (axes != null && given != null) {
            if (given.length != sizeOf(output, axis)) {
                throw new IllegalStateException("%s has %d channels along axis %d of output %d, the rule gives %d"
                        .formatted(title(), sizeOf(output, axis), axis, output, given.length));
            }
            axes[axis] = given;
        }
    }

    /** What an output's axis was given. */
    int @Nullable [] given(int output, int axis) {
        int[] @Nullable [] axes = values.get(node.output(output));
        return axes == null ? null : axes[axis];
    }

    void union(int a, int b) {
        atoms.union(a, b);
    }

    private long sizeOf(int output, int axis) {
        long[] dims = outputDims(output);
        return dims == null ? -1 : dims[axis];
    }

    /** Lets an axis through as it is. */
    void pass(int input, int axis, int output, int outputAxis) {
        give(output, outputAxis, take(input, axis));
    }

    /** Ties two axes index by index; one without channels protects the other. Returns the atoms of either. */
    int @Nullable [] tie(int @Nullable [] a, int @Nullable [] b) {
        if (a == null || b == null) {
            int[] single = a == null ? b : a;
            if (single != null) {
                protect(single, title() + " joins it to an axis that has no channels");
            }
            return single;
        }
        if (a.length != b.length) {
            throw new IllegalStateException("%s ties %d to %d channels".formatted(title(), a.length, b.length));
        }
        for (int i = 0; i < a.length; i++) {
            atoms.union(a[i], b[i]);
        }
        return a;
    }

    /** Ties the first axis of a bias to channels, if there is a bias. */
    void tieBias(int input, int @Nullable [] channels) {
        if (node.hasInput(input)) {
            tie(take(input, 0), channels);
        }
    }

    void protect(int[] which, String reason) {
        for (int atom : which) {
            atoms.protect(atom, reason);
        }
    }

    /** New atoms that stay, for a part of an axis that has no channels. */
    int[] immovable(int size, String reason) {
        int[] fresh = atoms.fresh(size);
        protect(fresh, reason);
        return fresh;
    }

    /** Whether an axis has channels that nothing protects so far. */
    boolean isAlive(int @Nullable [] axis) {
        if (axis != null) {
            for (int atom : axis) {
                if (atoms.reason(atom) == null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes an axis that the node sums over. */
    int @Nullable [] contract(Contraction contraction) {
        contractions.add(contraction);
        return take(contraction.input(), contraction.axis());
    }

    void produce(Production production) {
        productions.add(production);
    }

    /** As {@code TopK 'name'}. */
    String title() {
        return "%s '%s'".formatted(node.opType(), node.name().isEmpty() ? node.output() : node.name());
    }

    /** Runs the rule and protects what it didn't take. */
    public void run(ChannelRule rule) {
        for (int i = 0; i < node.outputs().size(); i++) {
            long[] dims = outputDims(i);
            if (node.output(i).isEmpty()) {
                continue;
            }
            values.put(node.output(i), new int[dims == null ? 0 : dims.length][]);
        }
        rule.tie(this);
        String reason = title() + (rule == ChannelRules.UNKNOWN ? " isn't understood" : " works across it");
        for (int i = 0; i < inputs.size(); i++) {
            for (int a = 0; a < rank(i); a++) {
                int[] axis = peek(i, a);
                if (axis != null && !taken.get(i)[a]) {
                    protect(axis, reason);
                }
            }
        }
    }

    /** Atoms of the constants that the node reads, by input. */
    public Map<Integer, int[] @Nullable []> constants() {
        Map<Integer, int[] @Nullable []> out = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (constant(i) != null) {
                out.put(i, inputs.get(i));
            }
        }
        return out;
    }

    public List<Contraction> contractions() {
        return contractions;
    }

    public List<Production> productions() {
        return productions;
    }
}
