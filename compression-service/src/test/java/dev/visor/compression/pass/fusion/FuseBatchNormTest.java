package dev.visor.compression.pass.fusion;

import static dev.visor.compression.pass.PassAssert.assertThatPass;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuseBatchNormTest {
    @Test
    void foldsBatchNormIntoThePrecedingConvolution() {
        assertThatPass(new FuseBatchNorm())
                .on(TinyModels.convBnSilu())
                .becomes("Conv", "Sigmoid", "Mul", "Conv", "Sigmoid", "Mul", "Conv");
    }

    @Test
    void foldsIntoATransposedConvolution() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", b.normal(0.3, 3, 5, 2, 2));
        String y = b.batchNorm(
                b.node("ConvTranspose", List.of(b.input("x", 1, 3, 4, 4), w), a -> a.setInts("strides", 2, 2)), 5);
        assertThatPass(new FuseBatchNorm())
                .on(b.outputAs(y, "y", 1, 5, 8, 8).build())
                .becomes("ConvTranspose");
    }

    @Test
    void keepsWeightsThatAnotherConvolutionReadsToo() {
        GraphBuilder b = new GraphBuilder("g");
        Tensor w = b.normal(0.3, 4, 3, 1, 1);
        String x = b.input("x", 1, 3, 4, 4);
        String shared = b.constant("shared", w);
        String first = b.batchNorm(b.node("Conv", x, shared), 4);
        String y = b.add(first, b.node("Conv", x, shared));
        assertThatPass(new FuseBatchNorm())
                .on(b.outputAs(y, "y", 1, 4, 4, 4).build())
                .becomes("Conv", "Conv", "Add");
    }

    @Test
    void leavesAConvolutionAloneWhoseResultIsNeededElsewhere() {
        GraphBuilder b = new GraphBuilder("g");
        String conv = b.convWithoutBias(b.input("x", 1, 3, 8, 8), 3, 4, 3, 1);
        String y = b.add(conv, b.batchNorm(conv, 4));
        assertThatPass(new FuseBatchNorm())
                .on(b.outputAs(y, "y", 1, 4, 8, 8).build())
                .leavesAlone("the convolution's result is needed elsewhere");
    }

    @Test
    void leavesABatchNormAloneWhoseParametersArentConstant() {
        GraphBuilder b = new GraphBuilder("g");
        String conv = b.convWithoutBias(b.input("x", 1, 3, 8, 8), 3, 4, 3, 1);
        String scale = b.input("scale", 4);
        Tensor ones = Tensor.vector(1f, 1f, 1f, 1f);
        String y = b.node(
                "BatchNormalization",
                conv,
                scale,
                b.constant("shift", ones),
                b.constant("mean", ones),
                b.constant("variance", ones));
        Graph graph = b.outputAs(y, "y", 1, 4, 8, 8).build();
        assertThatPass(new FuseBatchNorm()).on(graph).leavesAlone("a parameter isn't constant");
    }
}
