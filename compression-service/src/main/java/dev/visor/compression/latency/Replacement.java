package dev.visor.compression.latency;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that stand for one node: the first reads what it read, the last makes what it made.
 *
 * @param nodes in order
 * @param constants their weights by name, free names of the graph
 */
public record Replacement(List<Node> nodes, Map<String, Tensor> constants) {
    public Replacement {
        nodes = List.copyOf(nodes);
        constants = Map.copyOf(constants);
    }

    /** A node as its own replacement. */
    public static Replacement itself(Graph graph, Node node) {
        Map<String, Tensor> constants = new LinkedHashMap<>();
        for (String input : node.inputs()) {
            Tensor constant = graph.initializer(input);
            if (constant != null) {
                constants.put(input, constant);
            }
        }
        return new Replacement(List.of(node), constants);
    }

    /** Puts the nodes in the place of a node, whose own constants go where nothing else reads them. */
    public void replace(Graph graph, Node node) {
        constants.forEach((name, tensor) -> {
            if (graph.initializer(name) == null) {
                graph.setInitializer(name, tensor);
            }
        });
        List<String> read = List.copyOf(node.inputs());
        Node before = node;
        node.setOutput(0, graph.freshName(node.output() + "_replaced"));
        for (Node next : nodes) {
            graph.insertAfter(before, next);
            before = next;
        }
        graph.remove(node);
        read.stream()
                .filter(name -> graph.initializer(name) != null && !graph.isUsed(name))
                .forEach(graph::removeInitializer);
    }

    /** Elements of all constants. */
    public long parameters() {
        return constants.values().stream().mapToLong(Tensor::elements).sum();
    }
}
