package dev.visor.compression.pass.quantization;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import org.jspecify.annotations.Nullable;

/** Which operators have learnt weights, and along which axis their channels lie. */
public final class Parameterized {
    private Parameterized() {}

    /**
     * The weights of a convolution, transposed convolution, Gemm or MatMul, if they are constant single-precision numbers
     * that were learnt; else null. A kernel that counts up evenly ({@code 0, 1, … 15}) takes an expectation over bins in
     * the head of a detector (Li et al., <i>Generalized Focal Loss</i>, 2020) and was not learnt.
     */
    public static @Nullable Tensor weights(Graph graph, Node node) {
        boolean kind = node.is("Conv") || node.is("ConvTranspose") || node.is("Gemm") || node.is("MatMul");
        Tensor weights = kind ? graph.initializer(node.input(1)) : null;
        if (weights == null || weights.type() != ElementType.FLOAT || weights.rank() < 2) {
            return null;
        }
        if (graph.isInput(node.input(1)) || graph.isOutput(node.input(1))) {
            return null;
        }
        return countsEvenly(weights) ? null : weights;
    }

    /** The axis of the weights along which each slice makes one output channel. */
    public static int channelAxis(Node node, Tensor weights) {
        return switch (node.opType()) {
            case "ConvTranspose" -> 1;
            case "MatMul" -> weights.rank() - 1;
            case "Gemm" -> node.attributes().getInt("transB", 0) == 0 ? 1 : 0;
            default -> 0;
        };
    }

    /** The channel axis on which all readers of these weights agree; null if there is none. */
    public static @Nullable Integer commonAxis(Graph graph, String name, Tensor weights) {
        Integer axis = null;
        for (Node reader : graph.consumers(name)) {
            long uses = reader.inputs().stream().filter(name::equals).count();
            if (uses != 1 || !reader.input(1).equals(name) || weights(graph, reader) == null) {
                return null;
            }
            int own = channelAxis(reader, weights);
            if (axis != null && axis != own) {
                return null;
            }
            axis = own;
        }
        return axis;
    }

    private static boolean countsEvenly(Tensor weights) {
        if (weights.dim(0) != 1 || weights.elements() < 4 || weights.elements() > 64) {
            return false;
        }
        float[] w = weights.floats();
        float step = w[1] - w[0];
        for (int i = 1; i < w.length; i++) {
            if (step == 0 || Math.abs(w[i] - w[i - 1] - step) > 0.02f * Math.abs(step)) {
                return false;
            }
        }
        return true;
    }
}
