package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;

/** Constant weights, bias, kernel and group of a {@code Conv} or {@code ConvTranspose} fit each other. */
final class ConvolutionShapesFit implements GraphRule {
    @Override
    public String id() {
        return "convolution-shapes-fit";
    }

    @Override
    public void check(Graph graph, Findings findings) {
        for (Node n : graph.nodes()) {
            if (n.is("Conv") || n.is("ConvTranspose")) {
                Tensor w = graph.initializer(n.input(1));
                if (w != null) {
                    check(graph, n, w, findings);
                }
            }
        }
    }

    private static void check(Graph graph, Node n, Tensor w, Findings findings) {
        if (w.rank() < 3) {
            findings.add(n, "weights need rank ≥ 3, are " + w);
            return;
        }
        long group = n.attributes().getInt("group", 1);
        if (group < 1 || w.dim(0) % group != 0) {
            findings.add(n, "group " + group + " doesn't divide the weights' first dimension " + w.dim(0));
        }
        long[] kernel = n.attributes().getInts("kernel_shape");
        for (int i = 0; i < kernel.length; i++) {
            if (kernel.length != w.rank() - 2 || kernel[i] != w.dim(i + 2)) {
                findings.add(n, "kernel_shape " + Arrays.toString(kernel) + " isn't that of weights " + w);
                break;
            }
        }
        Tensor bias = graph.initializer(n.input(2));
        long out = n.is("Conv") ? w.dim(0) : w.dim(1) * group;
        if (bias != null && bias.elements() != out) {
            findings.add(n, "bias has " + bias.elements() + " elements for " + out + " output channels");
        }
    }
}
