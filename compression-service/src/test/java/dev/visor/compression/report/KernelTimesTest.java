package dev.visor.compression.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.compression.CompressionReport.TimeShare;
import dev.visor.contracts.compression.KernelTime;
import dev.visor.contracts.compression.KernelTime.Kind;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KernelTimesTest {
    @Test
    void tellsIntegerFloatingAndConvertingKernelsApart() {
        assertThat(KernelTimes.kind("QLinearConcat", "float")).isEqualTo(Kind.INTEGER);
        assertThat(KernelTimes.kind("MatMulIntegerToFloat", "float")).isEqualTo(Kind.INTEGER);
        assertThat(KernelTimes.kind("NhwcMaxPool", "uint8")).isEqualTo(Kind.INTEGER);
        assertThat(KernelTimes.kind("Conv", "float")).isEqualTo(Kind.FLOATING);
        assertThat(KernelTimes.kind("Shape", "int64")).isEqualTo(Kind.FLOATING);
        assertThat(KernelTimes.kind("DequantizeLinear", "uint8")).isEqualTo(Kind.CONVERSION);
    }

    @Test
    void sharesAddUpToOne() {
        TimeShare share = Objects.requireNonNull(new KernelTimes(List.of(
                        kernel("a", Kind.INTEGER, 6), kernel("b", Kind.FLOATING, 3), kernel("c", Kind.CONVERSION, 1)))
                .share());
        assertThat(share.totalMicros()).isEqualTo(10);
        assertThat(share.integer() + share.floating() + share.conversion()).isCloseTo(1, within(1e-9));
        assertThat(new KernelTimes(List.of()).share()).isNull();
    }

    @Test
    void findsTheNodeThatAKernelIsNamedAfter() {
        GraphBuilder b = new GraphBuilder("names", 1);
        String x = b.conv(b.input("images", 1, 3, 8, 8), 3, 4, 1, 1, 1);
        b.outputAs(b.conv(x, 4, 4, 1, 1, 1), "y", 1, 4, 8, 8);
        Graph graph = b.build();
        List<Node> convs = graph.nodes("Conv");
        convs.get(0).setName("/stem/Conv");
        convs.get(1).setName("/stem/Conv_1");

        Map<Node, Double> times = new KernelTimes(List.of(
                        kernel("/stem/Conv_quant_token_7", Kind.INTEGER, 5),
                        kernel("/stem/Conv_1_quant", Kind.INTEGER, 3),
                        kernel("y_nchwc", Kind.FLOATING, 2),
                        kernel("Transpose_token_2", Kind.FLOATING, 9)))
                .byNode(graph);

        assertThat(times).containsOnly(Map.entry(convs.get(0), 5.0), Map.entry(convs.get(1), 5.0));
    }

    private static KernelTime kernel(String name, Kind kind, double micros) {
        return new KernelTime(name, "Conv", kind, micros);
    }
}
