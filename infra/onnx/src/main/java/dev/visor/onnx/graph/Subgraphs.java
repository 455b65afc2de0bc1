package dev.visor.onnx.graph;

import dev.visor.onnx.proto.AttributeProto;
import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.NodeProto;
import dev.visor.onnx.proto.TensorProto;
import dev.visor.onnx.proto.ValueInfoProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a nested graph reads from the graphs around it. */
final class Subgraphs {
    private Subgraphs() {}

    /** Values of the enclosing graph that the attributes' nested graphs read, in reading order. */
    static Set<String> captured(Attributes attributes) {
        Set<String> out = new LinkedHashSet<>();
        for (Attribute a : attributes.asMap().values()) {
            for (GraphProto g : graphs(a)) {
                captured(g, out);
            }
        }
        return out;
    }

    /** Renames captured value {@code from} in every nested graph of the attributes. */
    static void rename(Attributes attributes, String from, String to) {
        for (String name : List.copyOf(attributes.names())) {
            switch (attributes.get(name)) {
                case Attribute.OfGraph(GraphProto g) ->
                    attributes.set(name, new Attribute.OfGraph(rename(g, from, to)));
                case Attribute.Opaque(AttributeProto p)
                when p.getGraphsCount() > 0 -> {
                    AttributeProto.Builder b = p.toBuilder();
                    b.getGraphsBuilderList().forEach(g -> {
                        GraphProto renamed = rename(g.build(), from, to);
                        g.clear().mergeFrom(renamed);
                    });
                    attributes.set(name, new Attribute.Opaque(b.build()));
                }
                case null, default -> {}
            }
        }
    }

    private static List<GraphProto> graphs(Attribute a) {
        return switch (a) {
            case Attribute.OfGraph(GraphProto g) -> List.of(g);
            case Attribute.Opaque(AttributeProto p) -> p.getGraphsList();
            default -> List.of();
        };
    }

    private static void captured(GraphProto g, Set<String> out) {
        Set<String> inner = new LinkedHashSet<>();
        for (NodeProto n : g.getNodeList()) {
            inner.addAll(n.getInputList());
            for (AttributeProto a : n.getAttributeList()) {
                if (a.hasG()) {
                    captured(a.getG(), inner);
                }
                a.getGraphsList().forEach(sub -> captured(sub, inner));
            }
        }
        g.getOutputList().forEach(o -> inner.add(o.getName()));
        inner.removeAll(defined(g));
        inner.remove("");
        out.addAll(inner);
    }

    private static Set<String> defined(GraphProto g) {
        Set<String> own = new HashSet<>();
        g.getInputList().stream().map(ValueInfoProto::getName).forEach(own::add);
        g.getInitializerList().stream().map(TensorProto::getName).forEach(own::add);
        g.getSparseInitializerList().forEach(s -> own.add(s.getValues().getName()));
        g.getNodeList().forEach(n -> own.addAll(n.getOutputList()));
        return own;
    }

    private static GraphProto rename(GraphProto g, String from, String to) {
        if (defined(g).contains(from)) {
            return g;
        }
        GraphProto.Builder b = g.toBuilder();
        for (NodeProto.Builder n : b.getNodeBuilderList()) {
            for (int i = 0; i < n.getInputCount(); i++) {
                if (n.getInput(i).equals(from)) {
                    n.setInput(i, to);
                }
            }
            for (AttributeProto.Builder a : n.getAttributeBuilderList()) {
                if (a.hasG()) {
                    a.setG(rename(a.getG(), from, to));
                }
                for (int i = 0; i < a.getGraphsCount(); i++) {
                    a.setGraphs(i, rename(a.getGraphs(i), from, to));
                }
            }
        }
        for (ValueInfoProto.Builder o : b.getOutputBuilderList()) {
            if (o.getName().equals(from)) {
                o.setName(to);
            }
        }
        return b.build();
    }
}
