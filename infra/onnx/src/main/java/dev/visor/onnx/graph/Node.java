package dev.visor.onnx.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operator call. Nodes compare by identity. While a node belongs to a {@link Graph}, changes of its inputs
 * and outputs keep that graph's indexes right.
 *
 * <p>An empty name in {@link #inputs()} or {@link #outputs()} is an optional one left out.
 */
public final class Node {
    private String name;
    private String opType;
    private String domain;
    private final List<String> inputs;
    private final List<String> outputs;
    private final Attributes attributes;
    private String docString = "";

    @Nullable
    Graph owner;

    /** What the IR has beyond these fields (metadata, overload, placement), kept for the way back. */
    dev.visor.onnx.proto.@Nullable NodeProto rest;

    /** A node of the default domain. */
    public Node(String opType, String name, List<String> inputs, List<String> outputs) {
        this("", opType, name, inputs, outputs, new Attributes());
    }

    public Node(
            String domain,
            String opType,
            String name,
            List<String> inputs,
            List<String> outputs,
            Attributes attributes) {
        this.domain = domain.equals("ai.onnx") ? "" : domain;
        this.opType = Objects.requireNonNull(opType);
        this.name = Objects.requireNonNull(name);
        this.inputs = new ArrayList<>(inputs);
        this.outputs = new ArrayList<>(outputs);
        this.attributes = attributes;
    }

    public String name() {
        return name;
    }

    /** Names are labels: nothing refers to them, and they may be empty. */
    public void setName(String name) {
        this.name = name;
    }

    public String opType() {
        return opType;
    }

    /** Turns this node into another operator, in place. */
    public void setOpType(String newDomain, String newOpType) {
        this.domain = newDomain.equals("ai.onnx") ? "" : newDomain;
        this.opType = newOpType;
    }

    /** Empty for {@code ai.onnx}. */
    public String domain() {
        return domain;
    }

    /** Whether this is {@code opType} of the default domain. */
    public boolean is(String opType) {
        return domain.isEmpty() && this.opType.equals(opType);
    }

    public Attributes attributes() {
        return attributes;
    }

    public List<String> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    public List<String> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    /** Input {@code index}, or the empty string where it is left out. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    public boolean hasInput(int index) {
        return !input(index).isEmpty();
    }

    /** Output {@code index}, or the empty string where it is left out. */
    public String output(int index) {
        return index < outputs.size() ? outputs.get(index) : "";
    }

    /** The first output. */
    public String output() {
        return outputs.getFirst();
    }

    /** Sets input {@code index}, padding with left-out ones where the list is shorter. */
    public void setInput(int index, String value) {
        changing(() -> {
            while (inputs.size() <= index) {
                inputs.add("");
            }
            inputs.set(index, value);
        });
    }

    public void setInputs(List<String> values) {
        changing(() -> {
            inputs.clear();
            inputs.addAll(values);
        });
    }

    public void setOutput(int index, String value) {
        changing(() -> {
            while (outputs.size() <= index) {
                outputs.add("");
            }
            outputs.set(index, value);
        });
    }

    public void setOutputs(List<String> values) {
        changing(() -> {
            outputs.clear();
            outputs.addAll(values);
        });
    }

    /** Every value this node reads: its inputs and what its nested graphs capture. */
    public Set<String> reads() {
        Set<String> out = new LinkedHashSet<>(inputs);
        out.addAll(Subgraphs.captured(attributes));
        out.remove("");
        return out;
    }

    public String docString() {
        return docString;
    }

    public void setDocString(String docString) {
        this.docString = docString;
    }

    void replaceRead(String from, String to) {
        changing(() -> {
            inputs.replaceAll(i -> i.equals(from) ? to : i);
            Subgraphs.rename(attributes, from, to);
        });
    }

    private void changing(Runnable change) {
        Graph graph = owner;
        if (graph == null) {
            change.run();
        } else {
            graph.reindex(this, change);
        }
    }

    /** A copy that belongs to no graph. */
    public Node copy() {
        Node copy = new Node(domain, opType, name, inputs, outputs, new Attributes().setAll(attributes));
        copy.docString = docString;
        copy.rest = rest;
        return copy;
    }

    /** As {@code Conv "name"}, for messages. */
    @Override
    public String toString() {
        return (domain.isEmpty() ? "" : domain + ".") + opType + " \"" + name + "\"";
    }
}
