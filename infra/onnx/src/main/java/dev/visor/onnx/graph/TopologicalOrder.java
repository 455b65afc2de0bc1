package dev.visor.onnx.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Kahn's algorithm that always takes the ready node which stood first, so a sorted list stays as it is. */
final class TopologicalOrder {
    private TopologicalOrder() {}

    static List<Node> of(Graph graph) {
        List<Node> nodes = graph.nodes();
        Map<Node, Integer> position = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            position.put(nodes.get(i), i);
        }
        int[] waitingFor = new int[nodes.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String in : nodes.get(i).reads()) {
                if (graph.producer(in) != null) {
                    waitingFor[i]++;
                }
            }
            if (waitingFor[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> sorted = new ArrayList<>(nodes.size());
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            Node node = nodes.get(next);
            sorted.add(node);
            for (String out : node.outputs()) {
                if (graph.producer(out) != node) {
                    continue;
                }
                for (Node reader : graph.consumers(out)) {
                    int r = java.util.Objects.requireNonNull(position.get(reader));
                    if (--waitingFor[r] == 0) {
                        ready.add(r);
                    }
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            Node stuck =
                    nodes.stream().filter(n -> !sorted.contains(n)).findFirst().orElseThrow();
            throw new GraphFormatException("the graph has a cycle through " + stuck);
        }
        return sorted;
    }
}
