package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.rewrite.Constants;

/** {@code Shape}: an axis whose size is read stays as it is; axes whose sizes nobody picks out pass. */
record Sizes() implements ChannelRule {
    @Override
    public void tie(Site s) {
        boolean[] read = new boolean[s.rank(0)];
        boolean whole = !s.node().attributes().names().isEmpty()
                || s.graph().isOutput(s.node().output());
        for (Node reader : s.graph().consumers(s.node().output())) {
            whole |= !picks(s.graph(), s.node(), reader, read);
        }
        for (int axis = 0; axis < read.length; axis++) {
            int[] channels = s.take(0, axis);
            if (channels != null && (whole || read[axis])) {
                s.protect(channels, s.title() + " reads its size");
            }
        }
    }

    /** Whether a reader picks some sizes out, which are then marked. */
    private static boolean picks(Graph graph, Node shape, Node reader, boolean[] read) {
        Tensor places = reader.is("Gather") && reader.input(0).equals(shape.output())
                ? Constants.of(graph, reader.input(1))
                : null;
        if (places == null || read.length == 0) {
            return false;
        }
        for (long place : places.longs()) {
            read[Math.floorMod((int) place, read.length)] = true;
        }
        return true;
    }
}
