package dev.visor.onnx.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model: nodes in topological order, constants, inputs, outputs and what is known about values, with indexes
 * of who produces and who reads each value.
 *
 * <p>All edits go through this class or its nodes' setters, which keep the indexes right. Order is the caller's
 * word: {@link #insertBefore} and {@link #insertAfter} place nodes, and {@code check.GraphChecker} finds what
 * stands in the wrong place. Not safe for use by several threads.
 */
public final class Graph {
    /** The newest IR version and default-domain opset that Visor writes. */
    public static final int MAX_IR_VERSION = 13;

    public static final int MAX_OPSET = 26;

    private String name = "graph";
    private long irVersion = 8;
    private String producerName = "";
    private String producerVersion = "";
    private String docString = "";
    private final Map<String, Long> opsetImports = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private final List<Node> nodes = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final Map<String, ValueInfo> valueInfos = new LinkedHashMap<>();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();

    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, Set<Node>> consumers = new HashMap<>();
    private long freshCounter;

    /** What the IR has beyond these fields, kept for the way back. */
    final WireRest rest = new WireRest();

    // ---- header

    public String name() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public long irVersion() {
        return irVersion;
    }

    public void setIrVersion(long irVersion) {
        this.irVersion = irVersion;
    }

    public String producerName() {
        return producerName;
    }

    public String producerVersion() {
        return producerVersion;
    }

    public void setProducer(String newName, String version) {
        this.producerName = newName;
        this.producerVersion = version;
    }

    public String docString() {
        return docString;
    }

    public void setDocString(String docString) {
        this.docString = docString;
    }

    /** Version by domain; the empty domain is ai.onnx. */
    public Map<String, Long> opsetImports() {
        return Collections.unmodifiableMap(opsetImports);
    }

    /** The default domain's opset, 0 when the model doesn't say. */
    public int opset() {
        return Math.toIntExact(opsetImports.getOrDefault("", 0L));
    }

    public void setOpset(String domain, long version) {
        opsetImports.put(domain.equals("ai.onnx") ? "" : domain, version);
    }

    /** Declares a domain unless it is declared already. */
    public void requireDomain(String domain, long version) {
        opsetImports.putIfAbsent(domain.equals("ai.onnx") ? "" : domain, version);
    }

    /** {@code metadata_props}: names of classes, input size and the like, as exporters write them. Editable. */
    public Map<String, String> metadata() {
        return metadata;
    }

    // ---- nodes

    /** All nodes in order. A live view: iterate over {@code List.copyOf(nodes())} while editing. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public List<Node> nodes(String opType) {
        return nodes.stream().filter(n -> n.is(opType)).toList();
    }

    public Node append(Node node) {
        return insert(nodes.size(), node);
    }

    public Node insertBefore(Node anchor, Node node) {
        return insert(indexOf(anchor), node);
    }

    public Node insertAfter(Node anchor, Node node) {
        return insert(indexOf(anchor) + 1, node);
    }

    private Node insert(int index, Node node) {
        if (node.owner != null) {
            throw new IllegalStateException(node + " belongs to a graph already; insert a copy");
        }
        for (String out : node.outputs()) {
            if (!out.isEmpty() && isDefined(out)) {
                throw new GraphFormatException(node + " can't produce \"" + out + "\": that value exists already");
            }
        }
        adopt(index, node);
        return node;
    }

    /** As {@link #append}, but takes a second producer of a value too, for the checker to report. */
    void appendUnchecked(Node node) {
        adopt(nodes.size(), node);
    }

    private void adopt(int index, Node node) {
        nodes.add(index, node);
        node.owner = this;
        index(node);
    }

    /** Takes a node out. Its outputs then have no producer: replace their uses first. */
    public void remove(Node node) {
        nodes.remove(indexOf(node));
        unindex(node);
        node.owner = null;
    }

    public void removeAll(Collection<Node> doomed) {
        Set<Node> set = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        set.addAll(doomed);
        for (Node n : set) {
            requireOwned(n);
            unindex(n);
            n.owner = null;
        }
        nodes.removeIf(set::contains);
    }

    /** Puts all nodes in topological order, keeping the present order where it is free. */
    public void sort() {
        List<Node> sorted = TopologicalOrder.of(this);
        nodes.clear();
        nodes.addAll(sorted);
    }

    /** Position of the node in {@link #nodes()}. */
    public int indexOf(Node node) {
        requireOwned(node);
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) == node) {
                return i;
            }
        }
        throw new IllegalStateException(node + " is owned but not listed");
    }

    private void requireOwned(Node node) {
        if (node.owner != this) {
            throw new IllegalArgumentException(node + " is not in this graph");
        }
    }

    // ---- values

    /** The node that produces a value; null for inputs, constants and unknown names. */
    public @Nullable Node producer(String value) {
        return producers.get(value);
    }

    /** The nodes that read a value, each once, nested graphs' captures included. A snapshot. */
    public List<Node> consumers(String value) {
        Set<Node> set = consumers.get(value);
        return set == null ? List.of() : List.copyOf(set);
    }

    /** The only reader of a value that isn't a graph output; null when there are none or several. */
    public @Nullable Node onlyConsumer(String value) {
        List<Node> readers = consumers(value);
        return readers.size() == 1 && !isOutput(value) ? readers.getFirst() : null;
    }

    /** Whether anything reads the value: a node or the graph's outputs. */
    public boolean isUsed(String value) {
        return consumers.containsKey(value) || isOutput(value);
    }

    /** Whether the value is an input, a constant or some node's output. */
    public boolean isDefined(String value) {
        return producers.containsKey(value)
                || initializers.containsKey(value)
                || rest.sparseNames().contains(value)
                || isInput(value);
    }

    /** Makes every reader of {@code from}, nested graphs included, read {@code to}; outputs stay as they are. */
    public void replaceAllUses(String from, String to) {
        for (Node n : consumers(from)) {
            n.replaceRead(from, to);
        }
    }

    /** Gives a value another name everywhere: producer, readers, declarations, constants. */
    public void rename(String from, String to) {
        if (from.equals(to)) {
            return;
        }
        if (isDefined(to)) {
            throw new GraphFormatException(
                    "can't rename \"" + from + "\" to \"" + to + "\": that value exists already");
        }
        Node producer = producers.get(from);
        if (producer != null) {
            producer.setOutput(producer.outputs().indexOf(from), to);
        }
        replaceAllUses(from, to);
        inputs.replaceAll(v -> v.name().equals(from) ? v.withName(to) : v);
        outputs.replaceAll(v -> v.name().equals(from) ? v.withName(to) : v);
        ValueInfo info = valueInfos.remove(from);
        if (info != null) {
            valueInfos.put(to, info.withName(to));
        }
        Tensor constant = initializers.remove(from);
        if (constant != null) {
            initializers.put(to, constant);
        }
        rest.rename(from, to);
    }

    /** A value name nobody uses yet: the hint itself, else the hint with a number. */
    public String freshName(String hint) {
        String candidate = hint;
        while (isDefined(candidate) || consumers.containsKey(candidate) || isOutput(candidate)) {
            candidate = hint + "_" + ++freshCounter;
        }
        return candidate;
    }

    /** A node name nobody uses yet. */
    public String freshNodeName(String hint) {
        Set<String> taken = new LinkedHashSet<>();
        nodes.forEach(n -> taken.add(n.name()));
        String candidate = hint;
        while (taken.contains(candidate)) {
            candidate = hint + "_" + ++freshCounter;
        }
        return candidate;
    }

    /** What is known about a value from declarations or from its constant; null when nothing is. */
    public @Nullable ValueInfo valueInfo(String value) {
        Tensor constant = initializers.get(value);
        if (constant != null) {
            return new ValueInfo(value, constant.type(), constant.shape());
        }
        ValueInfo known = valueInfos.get(value);
        if (known != null) {
            return known;
        }
        ValueInfo in = find(inputs, value);
        return in != null ? in : find(outputs, value);
    }

    /** Notes what an intermediate value is. */
    public void setValueInfo(ValueInfo info) {
        valueInfos.put(info.name(), info);
    }

    public void removeValueInfo(String value) {
        valueInfos.remove(value);
    }

    /** Declarations of intermediate values ({@code value_info}). */
    public Collection<ValueInfo> valueInfos() {
        return Collections.unmodifiableCollection(valueInfos.values());
    }

    // ---- inputs and outputs

    /** Declared inputs. Before IR 4 constants stand among them; see {@link #runtimeInputs()}. */
    public List<ValueInfo> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    /** The inputs a caller must give: those without a constant. */
    public List<ValueInfo> runtimeInputs() {
        return inputs.stream().filter(i -> !initializers.containsKey(i.name())).toList();
    }

    public List<ValueInfo> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    public void addInput(ValueInfo info) {
        inputs.add(info);
    }

    /** Replaces the declaration of the input with this name. */
    public void setInput(ValueInfo info) {
        inputs.replaceAll(v -> v.name().equals(info.name()) ? info : v);
    }

    public void removeInput(String value) {
        inputs.removeIf(v -> v.name().equals(value));
    }

    public void addOutput(ValueInfo info) {
        outputs.add(info);
    }

    /** Replaces the declaration of the output with this name. */
    public void setOutput(ValueInfo info) {
        outputs.replaceAll(v -> v.name().equals(info.name()) ? info : v);
    }

    public void removeOutput(String value) {
        outputs.removeIf(v -> v.name().equals(value));
    }

    public boolean isInput(String value) {
        return find(inputs, value) != null;
    }

    public boolean isOutput(String value) {
        return find(outputs, value) != null;
    }

    private static @Nullable ValueInfo find(List<ValueInfo> list, String value) {
        for (ValueInfo v : list) {
            if (v.name().equals(value)) {
                return v;
            }
        }
        return null;
    }

    // ---- constants

    /** All dense constants by name, in order. */
    public Map<String, Tensor> initializers() {
        return Collections.unmodifiableMap(initializers);
    }

    public @Nullable Tensor initializer(String value) {
        return initializers.get(value);
    }

    /** Adds a constant under the first free name after the hint, and returns that name. */
    public String addInitializer(String hint, Tensor tensor) {
        String fresh = freshName(hint);
        initializers.put(fresh, tensor);
        return fresh;
    }

    /** Adds or replaces the constant of exactly this name. */
    public void setInitializer(String value, Tensor tensor) {
        Objects.requireNonNull(tensor);
        if (producers.containsKey(value)) {
            throw new GraphFormatException("\"" + value + "\" is a node's output and can't be a constant too");
        }
        initializers.put(value, tensor);
    }

    /** Removes a constant, and its declaration as an input where it has one. */
    public void removeInitializer(String value) {
        if (initializers.remove(value) != null) {
            removeInput(value);
        }
    }

    // ---- indexes

    void reindex(Node node, Runnable change) {
        unindex(node);
        try {
            change.run();
        } finally {
            index(node);
        }
    }

    private void index(Node node) {
        for (String out : node.outputs()) {
            if (!out.isEmpty()) {
                producers.putIfAbsent(out, node);
            }
        }
        for (String in : node.reads()) {
            consumers.computeIfAbsent(in, k -> new LinkedHashSet<>()).add(node);
        }
    }

    private void unindex(Node node) {
        for (String out : node.outputs()) {
            producers.remove(out, node);
        }
        for (String in : node.reads()) {
            Set<Node> set = consumers.get(in);
            if (set != null) {
                set.remove(node);
                if (set.isEmpty()) {
                    consumers.remove(in);
                }
            }
        }
    }

    /** A copy that shares only immutable parts. */
    public Graph copy() {
        return GraphCopy.of(this);
    }

    @Override
    public String toString() {
        return name + " (" + nodes.size() + " nodes, opset " + opset() + ")";
    }
}
