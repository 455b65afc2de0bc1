package dev.visor.compression.pass.quantization;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizeDynamicTest {
    private final QuantizeDynamic pass = new QuantizeDynamic(WeightType.UINT8, 64);

    @ParameterizedTest
    @EnumSource(WeightType.class)
    void convolvesInIntegersWithTheRangeOfEachRun(WeightType type) {
        PassResult result = assertThatPass(new QuantizeDynamic(type, 64))
                .on(TinyModels.yoloLike(2))
                .withinRelativeError(0.05)
                .becomes(after -> {
                    assertThat(after.nodes("ConvInteger")).hasSize(6);
                    Node integer = after.nodes("ConvInteger").getFirst();
                    assertThat(Objects.requireNonNull(after.initializer(integer.input(1)))
                                    .type())
                            .isEqualTo(ElementType.valueOf(type.name()));
                });
        assertThat(result.figures()).containsEntry("integerNodes", 6.0);
    }

    @Test
    void leavesThePredictionsInFloatingPoint() {
        PassResult result = assertThatPass(pass)
                .on(TinyModels.yoloLike(2))
                .withinRelativeError(0.05)
                .becomes(after -> assertThat(after.nodes("Conv")).hasSize(2));
        assertThat(result.notes()).hasSize(2).allMatch(n -> n.contains("it makes predictions"));
    }

    @Test
    void quantisesAValueOnceForAllThatReadIt() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 8, 6, 6);
        String sum = b.add(b.conv(x, 8, 8, 3, 1, 1), b.conv(x, 8, 8, 1, 1, 1));
        Graph graph = b.outputAs(b.conv(sum, 8, 2, 1, 1, 1), "y", 1, 2, 6, 6).build();
        assertThatPass(pass)
                .on(graph)
                .withinRelativeError(0.03)
                .becomes(after ->
                        assertThat(after.nodes("DynamicQuantizeLinear")).hasSize(1));
    }

    @Test
    void multipliesMatricesInIntegers() {
        GraphBuilder b = new GraphBuilder("g").opset(11);
        String x = b.input("x", 2, 16);
        String transposed = b.gemm(x, 16, 24);
        String plain = b.node("Gemm", x, b.constant("w", b.normal(0.3, 16, 24)), b.constant("c", b.normal(0.1, 24)));
        String product = b.node("MatMul", x, b.constant("m", b.normal(0.3, 16, 24)));
        String y = b.gemm(b.concat(1, transposed, plain, product), 72, 3);
        Graph graph = b.outputAs(y, "y", 2, 3).build();
        assertThatPass(pass)
                .on(graph)
                .withinRelativeError(0.02)
                .becomes(after -> assertThat(after.nodes("MatMulInteger")).hasSize(3));
    }

    @Test
    void keepsGroupsStridesAndPads() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.convWithoutBias(b.input("x", 1, 8, 9, 9), 8, 16, 3, 2);
        x = b.conv(x, 16, 16, 3, 2, 16);
        Graph graph = b.outputAs(b.conv(x, 16, 2, 1, 1, 1), "y", 1, 2, 3, 3).build();
        assertThatPass(pass)
                .on(graph)
                .withinRelativeError(0.05)
                .becomes(after -> assertThat(after.nodes("ConvInteger")).hasSize(2));
    }

    @Test
    void leavesAloneWhatHasNoIntegerForm() {
        GraphBuilder b = new GraphBuilder("g");
        String w = b.constant("w", b.normal(0.2, 8, 16, 2, 2));
        String y = b.node("ConvTranspose", List.of(b.input("x", 1, 8, 4, 4), w), a -> a.setInts("strides", 2, 2));
        y = b.conv(y, 16, 2, 1, 1, 1);
        assertThatPass(pass)
                .on(b.outputAs(y, "y", 1, 2, 8, 8).build())
                .leavesAlone("there is no integer transposed convolution");
    }

    @Test
    void leavesQuantisedModelsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        String scale = b.constant("scale", Tensor.scalar(0.1f));
        String q = b.node("QuantizeLinear", b.input("x", 1, 64), scale);
        String y = b.node("DequantizeLinear", q, scale);
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 64).build()).leavesAlone("quantised already");
    }

    @Test
    void leavesModelsAloneThatAreTooOldForIt() {
        GraphBuilder b = new GraphBuilder("g").opset(9);
        String y = b.conv(b.conv(b.input("x", 1, 8, 4, 4), 8, 8, 3, 1, 1), 8, 2, 1, 1, 1);
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 2, 4, 4).build()).leavesAlone("at opset 9");
    }
}
