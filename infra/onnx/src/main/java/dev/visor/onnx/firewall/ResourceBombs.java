package dev.visor.onnx.firewall;

import dev.visor.onnx.graph.Attribute;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.ModelProto;
import dev.visor.onnx.rewrite.Constants;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds small constants that make huge values. It sees what a file says outright; growth that builds up step by
 * step is left to the probe's memory and time limits.
 */
final class ResourceBombs {
    /** Largest sensible padding, stride or dilation, in elements. */
    private static final long MAX_EXTENT = 1 << 16;

    /** Largest sensible number of loop turns that a constant sets. */
    private static final long MAX_TURNS = 1 << 20;

    /** No shape, padding or factor list is longer. */
    private static final long MAX_RANK = 1024;

    private final long limit;
    private final Graph graph;
    private final Function<String, @Nullable Tensor> outer;

    private ResourceBombs(long limit, Graph graph, Function<String, @Nullable Tensor> outer) {
        this.limit = limit;
        this.graph = graph;
        this.outer = outer;
    }

    static void refuse(Graph graph, FirewallLimits limits) {
        for (ValueInfo in : graph.runtimeInputs()) {
            Shape shape = in.shape();
            if (shape != null) {
                product(shape.toArray(), limits.resultElements(), "input " + Refusal.quoted(in.name()));
            }
        }
        new ResourceBombs(limits.resultElements(), graph, name -> null).run();
    }

    private void run() {
        for (Node n : graph.nodes()) {
            inspect(n);
            for (Attribute a : n.attributes().asMap().values()) {
                switch (a) {
                    case Attribute.OfGraph(GraphProto g) -> nested(g);
                    case Attribute.Opaque(var p) -> p.getGraphsList().forEach(this::nested);
                    default -> {}
                }
            }
        }
    }

    private void nested(GraphProto g) {
        Graph inner = GraphReader.fromProto(ModelProto.newBuilder()
                .setIrVersion(graph.irVersion())
                .setGraph(g)
                .build());
        new ResourceBombs(limit, inner, this::constant).run();
    }

    private void inspect(Node n) {
        switch (n.opType()) {
            case "ConstantOfShape" -> shape(n, constant(n.input(0)));
            case "Expand" -> shape(n, constant(n.input(1)));
            case "RandomNormal", "RandomUniform" -> product(n.attributes().getInts("shape"), limit, n.toString());
            case "Tile" -> grow(n, constant(n.input(1)));
            case "Range" -> range(n);
            case "Resize" -> {
                shape(n, constant(n.input(3)));
                grow(n, constant(n.input(graph.opset() == 10 ? 1 : 2)));
            }
            case "Upsample" -> grow(n, constant(n.input(1)));
            case "OneHot" -> extent(n, constant(n.input(1)), limit);
            case "Pad" -> {
                extent(n, constant(n.input(1)), MAX_EXTENT);
                extents(n, "pads");
            }
            case "Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool", "ConvInteger", "QLinearConv" -> {
                extents(n, "pads");
                extents(n, "output_padding");
                extents(n, "dilations");
                extents(n, "strides");
                extents(n, "output_shape");
            }
            case "Loop" -> extent(n, constant(n.input(0)), MAX_TURNS);
            default -> {}
        }
    }

    /** The constant that sets a shape, factor or count, an input's default value too. */
    private @Nullable Tensor constant(String value) {
        if (value.isEmpty()) {
            return null;
        }
        Tensor own = Constants.of(graph, value);
        if (own == null) {
            own = graph.initializer(value);
        }
        Tensor found = own != null || graph.isDefined(value) ? own : outer.apply(value);
        if (found != null && found.elements() > MAX_RANK) {
            throw bomb(value, found.elements() + " dimensions");
        }
        return found;
    }

    private void shape(Node n, @Nullable Tensor dims) {
        if (dims != null) {
            product(dims.longs(), limit, n.toString());
        }
    }

    /** Factors on the elements of the first input, which count as one when they aren't known. */
    private void grow(Node n, @Nullable Tensor factors) {
        if (factors == null || factors.elements() == 0) {
            return;
        }
        ValueInfo in = graph.valueInfo(n.input(0));
        Shape shape = in == null ? null : in.shape();
        double elements = shape == null || !shape.isStatic() ? 1 : shape.elements();
        for (float f : factors.floats()) {
            elements *= Math.max(1, f);
        }
        if (!(elements <= limit)) {
            throw bomb(n.toString(), String.format(java.util.Locale.ROOT, "%.3g", elements));
        }
    }

    private void range(Node n) {
        Tensor start = constant(n.input(0));
        Tensor end = constant(n.input(1));
        Tensor step = constant(n.input(2));
        if (start == null || end == null || step == null) {
            return;
        }
        double count = ((double) end.scalarFloat() - start.scalarFloat()) / step.scalarFloat();
        if (!(count <= limit)) {
            throw bomb(n.toString(), String.format(java.util.Locale.ROOT, "%.3g", count));
        }
    }

    private void extents(Node n, String attribute) {
        for (long v : n.attributes().getInts(attribute)) {
            if (v > MAX_EXTENT || v < -MAX_EXTENT) {
                throw bomb(n + " (" + attribute + ")", Long.toString(v));
            }
        }
    }

    private void extent(Node n, @Nullable Tensor values, long max) {
        if (values == null || values.type().isFloatingPoint()) {
            return;
        }
        for (long v : values.longs()) {
            // The largest number is how exporters write "as often as the condition holds".
            boolean endless = n.is("Loop") && v == Long.MAX_VALUE;
            if (v > max && !endless) {
                throw bomb(n.toString(), Long.toString(v));
            }
        }
    }

    private static void product(long[] dims, long limit, String where) {
        long elements = 1;
        for (long d : dims) {
            if (d <= 0) {
                continue;
            }
            if (d > limit || elements > limit / d) {
                throw bomb(where, java.util.Arrays.toString(dims));
            }
            elements *= d;
        }
    }

    private static Refusal bomb(String where, String size) {
        return new Refusal(FirewallRule.RESOURCE_BOMB, "at " + Refusal.quoted(where) + " of size " + size);
    }
}
