package dev.visor.compression.pass.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which activations ONNX Runtime computes with in integers on a CPU; why quantize-static knows 8 bits only. */
class SixteenBitKernelsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"Conv,QLinearConv", "MatMul,QLinearMatMul", "Add,QLinearAdd", "Mul,QLinearMul", "Sigmoid,QLinearSigmoid"
    })
    void eightBitsComputeInIntegers(String operator, String kernel) throws IOException {
        assertThat(kernels(operator, ElementType.UINT8)).contains(kernel).doesNotContain(operator);
    }

    /** Fails when ONNX Runtime gains such a kernel: then 16-bit activations are worth a pass. */
    @ParameterizedTest
    @ValueSource(strings = {"Conv", "MatMul", "Gemm", "Add", "Mul", "Sigmoid", "Concat", "LeakyRelu", "AveragePool"})
    void sixteenBitsComputeInFloatingPoint(String operator) throws IOException {
        for (ElementType type : List.of(ElementType.UINT16, ElementType.INT16)) {
            assertThat(kernels(operator, type))
                    .as("%s of %s", operator, type)
                    .contains(operator)
                    .noneMatch(k -> k.startsWith("QLinear") || k.endsWith("Integer") || k.startsWith("QGemm"));
        }
    }

    private Set<String> kernels(String operator, ElementType type) throws IOException {
        GraphBuilder b = new GraphBuilder("g").opset(21).irVersion(10);
        boolean linear = operator.equals("MatMul") || operator.equals("Gemm");
        String x = pair(b, linear ? b.input("x", 1, 64) : b.input("x", 1, 8, 16, 16), type);
        String y = switch (operator) {
            case "Conv" -> b.node("Conv", x, weights(b, 8, 8, 3, 3));
            case "MatMul", "Gemm" -> b.node(operator, x, weights(b, 64, 64));
            case "Add", "Mul" -> b.node(operator, x, pair(b, b.input("z", 1, 8, 16, 16), type));
            case "Concat" -> b.concat(1, x, pair(b, b.input("z", 1, 8, 16, 16), type));
            case "AveragePool" -> b.node(operator, List.of(x), a -> a.setInts("kernel_shape", 2, 2));
            default -> b.node(operator, x);
        };
        b.output(pair(b, y, type), linear ? new long[] {1, 64} : new long[] {1, -1, -1, -1});
        Path optimized = folder.resolve(operator + type + ".onnx");
        ModelSession.open(b.build(), SessionSettings.standard().savingOptimizedModel(optimized))
                .close();
        return GraphReader.read(optimized).nodes().stream().map(Node::opType).collect(Collectors.toSet());
    }

    private static String pair(GraphBuilder b, String value, ElementType type) {
        String scale = b.constant("scale", Tensor.scalar(0.01f));
        String zero = b.constant("zero", Tensor.ofRaw(type, new long[0], new byte[type.bits() / 8]));
        return b.node("DequantizeLinear", b.node("QuantizeLinear", value, scale, zero), scale, zero);
    }

    private static String weights(GraphBuilder b, long... dims) {
        byte[] values = new byte[size(dims)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i * 37);
        }
        String q = b.constant("weights", Tensor.ofBytes(ElementType.INT8, dims, values));
        return b.node("DequantizeLinear", q, b.constant("step", Tensor.scalar(0.01f)));
    }

    private static int size(long... dims) {
        int size = 1;
        for (long d : dims) {
            size *= Math.toIntExact(d);
        }
        return size;
    }
}
