package dev.visor.onnx.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A graph as text, one line a node, close to the ONNX textual form, made to be read in diffs. Names in the text
 * are the graph's; long constants show their start.
 */
public final class GraphPrinter {
    private static final int SHOWN_ELEMENTS = 8;

    private GraphPrinter() {}

    public static String print(Graph graph) {
        StringBuilder out = new StringBuilder();
        out.append("ir ").append(graph.irVersion()).append(", opsets ");
        List<String> opsets = new ArrayList<>();
        graph.opsetImports()
                .forEach((domain, version) -> opsets.add((domain.isEmpty() ? "ai.onnx" : domain) + " " + version));
        out.append(String.join(", ", opsets));
        out.append('\n').append(graph.name()).append('\n');
        graph.inputs().forEach(v -> out.append("  in   ").append(v).append('\n'));
        graph.initializers()
                .forEach((name, t) -> out.append("  const ")
                        .append(name)
                        .append(" = ")
                        .append(constant(t))
                        .append('\n'));
        graph.nodes().forEach(n -> out.append("  ").append(line(n)).append('\n'));
        graph.outputs().forEach(v -> out.append("  out  ").append(v).append('\n'));
        return out.toString();
    }

    /** One node: {@code y = Conv<strides=[1, 1]>(x, w, b)}. */
    public static String line(Node n) {
        StringBuilder out = new StringBuilder(String.join(", ", n.outputs()));
        out.append(" = ").append(n.domain().isEmpty() ? "" : n.domain() + ".").append(n.opType());
        if (!n.attributes().names().isEmpty()) {
            List<String> parts = new ArrayList<>();
            n.attributes().asMap().forEach((name, a) -> parts.add(name + "=" + attribute(a)));
            out.append('<').append(String.join(", ", parts)).append('>');
        }
        return out.append('(').append(String.join(", ", n.inputs())).append(')').toString();
    }

    private static String attribute(Attribute a) {
        return switch (a) {
            case Attribute.Float(float f) -> Float.toString(f);
            case Attribute.Int(long i) -> Long.toString(i);
            case Attribute.Text text -> '"' + text.text() + '"';
            case Attribute.OfTensor(Tensor t) -> constant(t);
            case Attribute.OfGraph(var g) -> "graph(" + g.getNodeCount() + " nodes)";
            case Attribute.Floats floats -> floats.values().toString();
            case Attribute.Ints ints -> ints.values().toString();
            case Attribute.Texts texts ->
                texts.values().stream()
                        .map(b -> '"' + b.toStringUtf8() + '"')
                        .toList()
                        .toString();
            case Attribute.Opaque(var p) -> p.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String constant(Tensor t) {
        String head = t.type().name().toLowerCase(Locale.ROOT) + "[" + t.shape() + "]";
        if (t.type().bits() > 64
                || t.type().name().startsWith("FLOAT8")
                || t.type().name().startsWith("FLOAT4")) {
            return head;
        }
        if (t.type() == ElementType.COMPLEX64) {
            return head;
        }
        List<String> shown = new ArrayList<>();
        if (t.type().isFloatingPoint()) {
            float[] values = t.floats();
            for (int i = 0; i < Math.min(values.length, SHOWN_ELEMENTS); i++) {
                shown.add(Float.toString(values[i]));
            }
        } else {
            long[] values = t.longs();
            for (int i = 0; i < Math.min(values.length, SHOWN_ELEMENTS); i++) {
                shown.add(Long.toString(values[i]));
            }
        }
        if (t.elements() > SHOWN_ELEMENTS) {
            shown.add("… #" + Integer.toHexString(t.data().hashCode()));
        }
        return head + " {" + String.join(", ", shown) + "}";
    }
}
