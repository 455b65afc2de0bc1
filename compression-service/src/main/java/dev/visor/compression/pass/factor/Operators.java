package dev.visor.compression.pass.factor;

import dev.visor.compression.latency.Replacement;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Collects the operators that stand for one node, with names after it. */
public final class Operators {
    private final Graph graph;
    private final Node replaced;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants = new LinkedHashMap<>();

    /** None yet. */
    public Operators(Graph graph, Node replaced) {
        this.graph = graph;
        this.replaced = replaced;
    }

    /** What the replaced node reads. */
    public String input() {
        return replaced.input(0);
    }

    /**
     * A convolution of one group; the caller sets what its attributes miss.
     *
     * @param weights row by row
     * @param dims of the weights, {@code [out, in, height, width]}
     * @param bias null for none
     * @return the name of its result
     */
    public String convolution(String x, double[] weights, long[] dims, float @Nullable [] bias, Attributes attributes) {
        attributes.setInts("kernel_shape", dims[2], dims[3]);
        return weighted("Conv", x, tensor(weights, dims), bias, attributes);
    }

    /** {@code x·weightsᵀ + bias} by the operator that the replaced node is: Gemm or MatMul. */
    public String linear(String x, DMatrixRMaj weights, float @Nullable [] bias) {
        if (replaced.is("Gemm")) {
            Tensor stored = tensor(weights.data, new long[] {weights.numRows, weights.numCols});
            return weighted("Gemm", x, stored, bias, new Attributes().set("transB", 1));
        }
        double[] turned = new double[weights.data.length];
        for (int r = 0; r < weights.numRows; r++) {
            for (int c = 0; c < weights.numCols; c++) {
                turned[c * weights.numRows + r] = weights.data[r * weights.numCols + c];
            }
        }
        Tensor stored = tensor(turned, new long[] {weights.numCols, weights.numRows});
        return weighted("MatMul", x, stored, null, new Attributes());
    }

    /** An operator without weights. */
    public String plain(String opType, List<String> inputs, Attributes attributes) {
        return add(opType, inputs, attributes);
    }

    private String weighted(String opType, String x, Tensor weights, float @Nullable [] bias, Attributes attributes) {
        List<String> inputs = new ArrayList<>(List.of(x, constant("weight", weights)));
        if (bias != null) {
            inputs.add(constant("bias", Tensor.vector(bias)));
        }
        return add(opType, inputs, attributes);
    }

    private String add(String opType, List<String> inputs, Attributes attributes) {
        int number = nodes.size() + 1;
        String output = graph.freshName(replaced.output() + "_factor" + number);
        String name = graph.freshNodeName(replaced.name() + "_factor" + number);
        nodes.add(new Node("", opType, name, inputs, List.of(output), attributes));
        return output;
    }

    private String constant(String kind, Tensor tensor) {
        String name = graph.freshName("%s_factor%d_%s".formatted(replaced.output(), nodes.size() + 1, kind));
        constants.put(name, tensor);
        return name;
    }

    private static Tensor tensor(double[] values, long[] dims) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensor.ofFloats(dims, floats);
    }

    /** All of them; the last makes what the replaced node made. */
    public Replacement replacement() {
        nodes.getLast().setOutput(0, replaced.output());
        return new Replacement(nodes, constants);
    }
}
