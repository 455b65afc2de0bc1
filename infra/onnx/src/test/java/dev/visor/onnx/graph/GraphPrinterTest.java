package dev.visor.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphPrinterTest {
    @Test
    void printsALineForEachInputConstantNodeAndOutput() {
        GraphBuilder b = new GraphBuilder("small");
        String x = b.input("x", -1, 2);
        String y = b.mul(x, b.constant("w", Tensor.vector(1f, 2.5f)));
        Graph g = b.outputAs(b.concat(1, y, y), "y", -1, 4).build();
        assertThat(GraphPrinter.print(g)).isEqualTo("""
                ir 8, opsets ai.onnx 17
                small
                  in   x: float[?×2]
                  const w = float[2] {1.0, 2.5}
                  mul_out = Mul(x, w)
                  y = Concat<axis=1>(mul_out, mul_out)
                  out  y: float[?×4]
                """);
    }

    @Test
    void tellsLongConstantsApart() {
        float[] values = new float[100];
        String zeros = line(values);
        values[99] = 1;
        assertThat(line(values)).isNotEqualTo(zeros).startsWith("  const w = float[100] {0.0, 0.0,");
    }

    private static String line(float[] values) {
        GraphBuilder b = new GraphBuilder("g");
        b.constant("w", Tensor.vector(values.clone()));
        return GraphPrinter.print(b.build())
                .lines()
                .filter(l -> l.contains("const"))
                .findFirst()
                .orElseThrow();
    }
}
