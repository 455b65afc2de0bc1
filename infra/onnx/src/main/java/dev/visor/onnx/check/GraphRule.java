package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;

/** One rule over a whole graph. */
interface GraphRule {
    /** Lower-case words with hyphens. */
    String id();

    void check(Graph graph, Findings findings);

    /** Where a rule says what it found. */
    interface Findings {
        /** @param where a node or value; its text goes into the violation */
        void add(Object where, String message);
    }
}
