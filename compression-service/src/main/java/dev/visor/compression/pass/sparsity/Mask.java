package dev.visor.compression.pass.sparsity;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;

/** Which weights {@code [channels, columns]} of a layer become zero. */
final class Mask {
    private Mask() {}

    /**
     * Those of the least scores.
     *
     * @param scores {@code [channels, columns]}, ≥ 0
     * @param places of the kernel: columns of one input channel
     * @param share of zeros where the pattern has no blocks, 0 to 1
     */
    static boolean[] least(double[] scores, int columns, int places, Pattern pattern, double share) {
        boolean[] marks = new boolean[scores.length];
        if (pattern.isUnstructured()) {
            Pattern.markLeast(scores, 0, scores.length, (int) (share * scores.length), marks);
            return marks;
        }
        int[] order = channelsLast(columns, places);
        double[] row = new double[columns];
        for (int from = 0; from < scores.length; from += columns) {
            boolean[] inOrder = new boolean[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = scores[from + order[i]];
            }
            int channels = columns / places;
            for (int at = 0; at < columns; at = blockEnd(at, channels, pattern.block())) {
                int to = blockEnd(at, channels, pattern.block());
                Pattern.markLeast(row, at, to, pattern.zeros(to - at), inOrder);
            }
            for (int i = 0; i < columns; i++) {
                marks[from + order[i]] = inOrder[i];
            }
        }
        return marks;
    }

    /** Columns as kernels that hold weights by place and then by input channel have them (RSC). */
    static int[] channelsLast(int columns, int places) {
        int channels = columns / places;
        int[] order = new int[columns];
        for (int i = 0; i < columns; i++) {
            order[i] = i % channels * places + i / channels;
        }
        return order;
    }

    /** Where a block that begins at a column ends: blocks don't reach from one place of the kernel into the next. */
    static int blockEnd(int from, int channels, int block) {
        return Math.min(from + block, (from / channels + 1) * channels);
    }

    /** How many places a layer's kernel has. */
    static int places(Graph graph, FloatLayer layer) {
        Tensor weights = layer.weights(graph);
        return layer.node().is("Conv") ? Math.toIntExact(weights.dim(2) * weights.dim(3)) : 1;
    }
}
