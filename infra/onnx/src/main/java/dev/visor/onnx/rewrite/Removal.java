package dev.visor.onnx.rewrite;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.List;

/** Taking nodes out without changing what the graph computes or what its outputs are called. */
public final class Removal {
    private Removal() {}

    /**
     * Removes a node whose first output equals its first input, joining its readers to that input. Where the output
     * is a graph output, the input's producer takes over the name.
     *
     * @return false, with nothing changed, where the output's name has to stay and nothing can take it over: the
     *     input is itself a graph input, constant or output
     */
    public static boolean bypass(Graph graph, Node node) {
        String in = node.input(0);
        String out = node.output();
        if (!graph.isOutput(out)) {
            graph.replaceAllUses(out, in);
            graph.remove(node);
            graph.removeValueInfo(out);
            return true;
        }
        if (graph.producer(in) == null || graph.isOutput(in)) {
            return false;
        }
        graph.remove(node);
        graph.replaceAllUses(out, in);
        graph.removeValueInfo(in);
        graph.rename(in, out);
        return true;
    }

    /**
     * Removes nodes that no output depends on, then constants and value declarations that nothing uses. Graph
     * inputs stay, with a default value too.
     *
     * @return how many nodes and constants went
     */
    public static int deadCode(Graph graph) {
        int removed = 0;
        for (Node node : List.copyOf(graph.nodes()).reversed()) {
            if (node.outputs().stream().noneMatch(out -> !out.isEmpty() && graph.isUsed(out))) {
                graph.remove(node);
                removed++;
            }
        }
        List<String> constants = graph.initializers().keySet().stream()
                .filter(name -> !graph.isUsed(name) && !(graph.irVersion() >= 4 && graph.isInput(name)))
                .toList();
        constants.forEach(graph::removeInitializer);
        graph.valueInfos().stream()
                .map(ValueInfo::name)
                .filter(name -> !graph.isDefined(name))
                .toList()
                .forEach(graph::removeValueInfo);
        return removed + constants.size();
    }
}
