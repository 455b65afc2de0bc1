package dev.visor.compression.pass.mixed;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes that go back to floats together, since one without the others would only add conversions: a node with learnt
 * weights and what follows it up to the next such nodes (activation function, sums, concatenations, reshapes).
 *
 * @param opType of the node with learnt weights
 * @param outputs first outputs of its nodes, that of the node with learnt weights first
 */
record FloatGroup(String opType, List<String> outputs) {
    FloatGroup {
        outputs = List.copyOf(outputs);
    }

    /** What reports call it: the value that its weights make. */
    String name() {
        return outputs.getFirst();
    }

    /** All groups of a QDQ graph, in its order; together they have every integer node, each once. */
    static List<FloatGroup> of(Graph graph) {
        Set<String> integers = IntegerNodes.of(graph);
        Map<String, Integer> groupOfValue = new HashMap<>();
        List<List<String>> groups = new ArrayList<>();
        List<String> opTypes = new ArrayList<>();
        // What stands before the first node with learnt weights goes with it.
        List<String> early = new ArrayList<>();
        for (Node node : graph.nodes()) {
            int group = -1;
            if (integers.contains(node.output())) {
                if (IntegerNodes.hasIntegerWeights(graph, node)) {
                    group = opTypes.size();
                    opTypes.add(node.opType());
                    List<String> members = new ArrayList<>(List.of(node.output()));
                    members.addAll(early);
                    early.clear();
                    groups.add(members);
                } else {
                    group = latest(node, groupOfValue);
                    if (group < 0) {
                        early.add(node.output());
                    } else {
                        groups.get(group).add(node.output());
                    }
                }
            } else if (IntegerNodes.isConversion(node)) {
                group = latest(node, groupOfValue);
            }
            for (String output : node.outputs()) {
                groupOfValue.put(output, group);
            }
        }
        List<FloatGroup> found = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            found.add(new FloatGroup(opTypes.get(i), groups.get(i)));
        }
        return List.copyOf(found);
    }

    private static int latest(Node node, Map<String, Integer> groupOfValue) {
        return node.inputs().stream()
                .mapToInt(input -> groupOfValue.getOrDefault(input, -1))
                .max()
                .orElse(-1);
    }
}
