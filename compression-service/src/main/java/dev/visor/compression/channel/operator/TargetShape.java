package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.rewrite.Constants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Sizes that a Reshape asks for: a constant, or a Concat of constants and of single numbers that are computed from others. */
final class TargetShape {
    /** In place of a size that is computed. */
    static final long COMPUTED = Long.MIN_VALUE;

    private TargetShape() {}

    /** The sizes, {@code rank} of them; null if they are computed in another way. */
    static long @Nullable [] of(Graph graph, String value, int rank) {
        Tensor constant = Constants.of(graph, value);
        Node joined = graph.producer(value);
        if (constant != null) {
            return constant.longs();
        }
        if (joined == null || !joined.is("Concat")) {
            return null;
        }
        long[] sizes = joined.inputs().stream()
                .flatMapToLong(part -> Arrays.stream(part(graph, part)))
                .toArray();
        return sizes.length == rank ? sizes : null;
    }

    private static long[] part(Graph graph, String value) {
        Tensor constant = Constants.of(graph, value);
        return constant == null ? new long[] {COMPUTED} : constant.longs();
    }

    /** Makes a Reshape ask for other sizes where they aren't computed. */
    static void set(Shrink s, long[] sizes) {
        Graph graph = s.graph();
        if (Constants.of(graph, s.node().input(1)) != null) {
            s.setLongs(1, sizes);
            return;
        }
        Node before = graph.producer(s.node().input(1));
        if (before == null) {
            return;
        }
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (String part : before.inputs()) {
            long[] own = part(graph, part);
            long[] wanted = LongStream.range(at, at + own.length)
                    .map(i -> sizes[(int) i])
                    .toArray();
            boolean same = Arrays.equals(own, wanted);
            parts.add(same ? part : graph.addInitializer(part, Tensor.vector(wanted)));
            at += own.length;
        }
        Node concat = before.copy();
        concat.setName(graph.freshNodeName(before.name()));
        concat.setInputs(parts);
        concat.setOutputs(List.of(graph.freshName(before.output())));
        graph.insertBefore(s.node(), concat);
        s.node().setInput(1, concat.output());
        if (!graph.isUsed(before.output())) {
            graph.remove(before);
            before.inputs().stream().filter(v -> !graph.isUsed(v)).forEach(graph::removeInitializer);
        }
    }
}
