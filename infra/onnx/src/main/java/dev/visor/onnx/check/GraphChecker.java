package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/** Checks a graph against all rules. It finds broken structure, not wrong mathematics: the runtime has those. */
public final class GraphChecker {
    private static final List<GraphRule> RULES = List.of(
            new SupportedVersions(),
            new OpsetDeclared(),
            new NodesWellFormed(),
            new NodeNamesUnique(),
            new SingleProducer(),
            new InputsExist(),
            new TopologicalOrder(),
            new OutputsProduced(),
            new ConstantsTyped(),
            new ConvolutionShapesFit(),
            new BatchNormalizationShapesFit(),
            new QuantizationShapesFit());

    private GraphChecker() {}

    /** All violations, in the order of rules and nodes; empty for a clean graph. */
    public static List<Violation> check(Graph graph) {
        List<Violation> out = new ArrayList<>();
        for (GraphRule rule : RULES) {
            rule.check(graph, (where, message) -> out.add(new Violation(rule.id(), where.toString(), message)));
        }
        return List.copyOf(out);
    }

    /** The rules' ids. */
    public static List<String> rules() {
        return RULES.stream().map(GraphRule::id).toList();
    }
}
