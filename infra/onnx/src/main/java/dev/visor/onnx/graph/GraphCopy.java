package dev.visor.onnx.graph;

/** Copies a graph; tensors, shapes and wire messages are immutable and shared. */
final class GraphCopy {
    private GraphCopy() {}

    static Graph of(Graph from) {
        Graph to = new Graph();
        to.setName(from.name());
        to.setIrVersion(from.irVersion());
        to.setProducer(from.producerName(), from.producerVersion());
        to.setDocString(from.docString());
        from.opsetImports().forEach(to::setOpset);
        to.metadata().putAll(from.metadata());
        from.inputs().forEach(to::addInput);
        from.outputs().forEach(to::addOutput);
        from.valueInfos().forEach(to::setValueInfo);
        from.initializers().forEach(to::setInitializer);
        from.nodes().forEach(n -> to.appendUnchecked(n.copy()));
        to.rest.model = from.rest.model;
        to.rest.graph = from.rest.graph;
        to.rest.declarations.putAll(from.rest.declarations);
        return to;
    }
}
