package dev.visor.compression.pass.repair;

import dev.visor.compression.layer.PairedGraph;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.TensorValue;
import java.util.List;

/**
 * Measures, inside a {@link PairedGraph}, how far a constant added to each channel of a layer would bring its result nearer to
 * the reference's, where near is judged behind the activation function that reads it: with {@code e = f(y) − f(ŷ)} and
 * slope {@code f'(ŷ)}, the means over space of {@code f'·e} and of {@code f'²}; their ratio is the best shift.
 */
final class ErrorProbe {
    private final Graph graph;
    private final String layer;
    private final Activation activation;
    private final boolean spatial;

    private ErrorProbe(Graph graph, Node layer, Activation activation) {
        this.graph = graph;
        this.layer = layer.output();
        this.activation = activation;
        this.spatial = !layer.is("Gemm");
    }

    /**
     * Adds the measurement to a graph.
     *
     * @param epsilon half the difference of inputs that the slope is taken over
     */
    static void add(Graph graph, Node layer, Activation activation, float epsilon) {
        new ErrorProbe(graph, layer, activation).add(epsilon);
    }

    private void add(float epsilon) {
        String there = PairedGraph.inReference(layer);
        if (activation.isIdentity()) {
            output("gradient", node("Sub", there, layer));
            return;
        }
        String half = graph.addInitializer(layer + ":epsilon", Tensor.scalar(epsilon));
        String width = graph.addInitializer(layer + ":width", Tensor.scalar(2 * epsilon));
        String error = node("Sub", activation.apply(graph, there), activation.apply(graph, layer));
        String rise = node(
                "Sub",
                activation.apply(graph, node("Add", layer, half)),
                activation.apply(graph, node("Sub", layer, half)));
        String slope = node("Div", rise, width);
        output("gradient", node("Mul", slope, error));
        output("curvature", node("Mul", slope, slope));
    }

    private void output(String what, String value) {
        String name = layer + ":" + what;
        String op = spatial ? "GlobalAveragePool" : "Identity";
        graph.append(new Node(op, name, List.of(value), List.of(name)));
        graph.addOutput(new ValueInfo(name, ElementType.UNDEFINED, null));
    }

    private String node(String op, String... inputs) {
        String name = graph.freshName(layer + ":" + op);
        graph.append(new Node(op, name, List.of(inputs), List.of(name)));
        return name;
    }

    /** Mean over space of slope times error, one a channel. */
    static double[] gradient(Node layer, Outputs outputs) {
        return means(outputs.get(layer.output() + ":gradient"));
    }

    /** Mean over space of the squared slope, one a channel. */
    static double[] curvature(Node layer, Activation activation, Outputs outputs) {
        if (activation.isIdentity()) {
            double[] ones = new double[gradient(layer, outputs).length];
            java.util.Arrays.fill(ones, 1);
            return ones;
        }
        return means(outputs.get(layer.output() + ":curvature"));
    }

    private static double[] means(TensorValue value) {
        float[] values = value.floats();
        int channels = Math.toIntExact(value.dim(1));
        double[] means = new double[channels];
        for (int i = 0; i < values.length; i++) {
            means[i % channels] += values[i] * (double) channels / values.length;
        }
        return means;
    }
}
